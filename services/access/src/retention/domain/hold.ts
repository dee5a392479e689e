import type { HeldKind, TicketOfWhom } from '@deskbeat/contracts';

export interface Held {
  kind: HeldKind;
  id: string;
}

/** Which of these tickets are on hold, by themselves or with their customer or one of its duplicates. */
export function heldOf(tickets: readonly TicketOfWhom[], holds: readonly Held[]): Set<string> {
  const known = new Set(holds.map(({ kind, id }) => `${kind}:${id}`));
  const isHeld = ({ id, customerIds }: TicketOfWhom): boolean =>
    known.has(`ticket:${id}`) || customerIds.some((customerId) => known.has(`customer:${customerId}`));
  return new Set(tickets.filter(isHeld).map(({ id }) => id));
}
