import type { ChangeTickets, TicketView } from '@deskbeat/contracts';

export type BulkWork = Omit<ChangeTickets, 'tickets' | 'idempotencyKey'>;
/** A change of some tickets, by their ids. */
export interface BulkStep {
  work: BulkWork;
  ids: string[];
}

type Before = Pick<TicketView, 'id' | 'priority' | 'tags' | 'assigneeId'>;

/**
 * What puts tickets back to what they were: one step for all that were alike. Nothing for what cannot be taken back, such as
 * messages and moves.
 * @param tickets as they were, only those that did change
 */
export function backOf(work: BulkWork, tickets: readonly Before[]): BulkStep[] {
  const { update, assign } = work;
  if (assign) {
    return grouped(
      tickets,
      ({ assigneeId }) => assigneeId ?? '',
      ([{ assigneeId }]) => ({
        assign: { ...(assigneeId && { personId: assigneeId }), reason: assign.reason },
      }),
    );
  }
  if (update?.priority) {
    return grouped(
      tickets,
      ({ priority }) => priority,
      ([{ priority }]) => ({ update: { priority } }),
    );
  }
  if (update?.addTags) {
    const added = (tags: readonly string[]) => update.addTags!.filter((tag) => !tags.includes(tag));
    return grouped(
      tickets.filter(({ tags }) => added(tags).length > 0),
      ({ tags }) => added(tags).join('\n'),
      ([{ tags }]) => ({ update: { removeTags: added(tags) } }),
    );
  }
  return [];
}

function grouped(
  tickets: readonly Before[],
  by: (ticket: Before) => string,
  workOf: (group: [Before, ...Before[]]) => BulkWork,
): BulkStep[] {
  const groups = new Map<string, [Before, ...Before[]]>();
  for (const ticket of tickets) {
    const group = groups.get(by(ticket));
    if (group) group.push(ticket);
    else groups.set(by(ticket), [ticket]);
  }
  return [...groups.values()].map((group) => ({ work: workOf(group), ids: group.map(({ id }) => id) }));
}

/** How a ticket looks once it is done, as far as that is certain. */
export function shownAfter<T extends Before>(ticket: T, { update }: BulkWork): T {
  const { priority = ticket.priority, addTags = [] } = update ?? {};
  return { ...ticket, priority, tags: [...new Set([...ticket.tags, ...addTags])] };
}
