import { type TicketView } from '@deskbeat/contracts';
import { defined } from './revision.js';
import type { OpenMove } from './moves.js';
import { holderOf, neverDue, type Ticket } from './ticket-state.js';

/** The ticket as others see it. */
export function viewOf(ticket: Ticket, moves: readonly OpenMove[]): TicketView {
  const { _id: id, version, number, subject, type, priority, status, channel, customerId, customerName } = ticket;
  const { queueId, tags, affected, clocks, followUpOf, satisfaction } = ticket;
  return defined({
    id,
    number,
    version,
    subject,
    type,
    priority,
    status,
    channel,
    customerId,
    customerName,
    queueId,
    ...holderOf(ticket),
    tags,
    affected,
    dueAt: ticket.dueSort < neverDue ? ticket.dueSort.toISOString() : undefined,
    clocks,
    resolution: 'resolution' in ticket ? ticket.resolution : undefined,
    satisfaction: satisfaction && { rating: satisfaction.rating, at: satisfaction.at.toISOString() },
    followUpOf,
    createdAt: ticket.createdAt.toISOString(),
    updatedAt: ticket.updatedAt.toISOString(),
    moves: moves.map((move) => ({ to: move.to, needs: [...move.needs] })),
  });
}
