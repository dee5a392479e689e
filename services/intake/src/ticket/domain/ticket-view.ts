import type { SnoozeView, TicketView } from '@deskbeat/contracts';
import { childrenView, parentOf } from './children.js';
import { movesOf } from './moves.js';
import { checklistOf } from './checklist.js';
import type { TicketRules } from './rules.js';
import { holderOf, mergedInto, neverDue, type Ticket } from './ticket-state.js';

/** The ticket as lists show it. */
export function cardOf(ticket: Ticket, now: Date, rules: TicketRules): TicketView {
  const { _id: id, version, number, subject, type, priority, status, channel, customerId, customerName } = ticket;
  const { queueId, tags, affected, product, region, fields, clocks, followUpOf, satisfaction } = ticket;
  return {
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
    product,
    region,
    plannedFor: ticket.plannedFor?.toISOString(),
    fields,
    dueAt: ticket.dueSort < neverDue ? ticket.dueSort.toISOString() : undefined,
    clocks,
    nextMarkAt: ticket.nextMarkAt,
    resolution: 'resolution' in ticket ? ticket.resolution : undefined,
    satisfaction: satisfaction && { rating: satisfaction.rating, at: satisfaction.at.toISOString() },
    followUpOf,
    parentId: parentOf(ticket)?.to,
    inside: ticket.inside,
    children: childrenView(ticket),
    mergedInto: mergedInto(ticket),
    createdAt: ticket.createdAt.toISOString(),
    updatedAt: ticket.updatedAt.toISOString(),
    watchers: ticket.watchers,
    collaborators: ticket.collaborators,
    snoozed: ticket.snoozedUntil && snoozeOf(ticket.snoozedUntil),
    moves: movesOf(ticket, now, rules).map(({ to, needs }) => ({ to, needs: [...needs] })),
  };
}

/** The ticket as others see it, with its procedure. */
export const viewOf = (ticket: Ticket, now: Date, rules: TicketRules): TicketView => ({
  ...cardOf(ticket, now, rules),
  steps: checklistOf(ticket, rules),
});

const snoozeOf = (until: Date): SnoozeView => (until < neverDue ? { until: until.toISOString() } : {});
