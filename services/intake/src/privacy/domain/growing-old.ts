import type { Ticket } from '../../ticket/domain/ticket-state.js';

/** What of a ticket says whether it may lose its words. */
export type Aging = Pick<Ticket, 'status' | 'plannedFor'> & { closedAt?: Date };

/**
 * Whether a ticket is old enough to lose who it was and what was said.
 * @param into the ticket that it was merged into, where it goes on
 * @returns `forget`, or why not
 */
export function verdictOn(
  ticket: Aging,
  into: Aging | undefined,
  before: Date,
  now: Date,
): 'forget' | 'open' | 'young' | 'planned' | 'goes-on' {
  if (ticket.status !== 'closed' || !ticket.closedAt) return 'open';
  if (ticket.closedAt >= before) return 'young';
  if (ticket.plannedFor && ticket.plannedFor > now) return 'planned';
  return into && verdictOn(into, undefined, before, now) !== 'forget' ? 'goes-on' : 'forget';
}
