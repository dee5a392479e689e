import type { TicketView } from '@deskbeat/contracts';

/** The ticket as its customer sees it: without what is between those who work on it. */
export function outsideOf(ticket: TicketView): TicketView {
  const {
    assigneeId,
    queueId,
    watchers,
    collaborators,
    snoozed,
    steps,
    parentId,
    children,
    nextMarkAt,
    affected,
    ...shown
  } = ticket;
  return { ...shown, tags: [], clocks: [], moves: [] };
}
