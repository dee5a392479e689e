import type { DeliveryState } from '@deskbeat/contracts';

/** What of a notice says whether it may be removed. */
export interface Aging {
  state: DeliveryState;
  ticketId?: string;
  /** What was not told yet. */
  outbox?: readonly unknown[];
}

/** Whether an old notice may go: it is on its way no more, and what it is about is not on hold. */
export function mayGo({ state, ticketId, outbox = [] }: Aging, held: ReadonlySet<string>): boolean {
  if (state !== 'sent' && state !== 'failed') return false;
  return outbox.length === 0 && (ticketId === undefined || !held.has(ticketId));
}
