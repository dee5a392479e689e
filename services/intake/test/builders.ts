import type { Status } from '@deskbeat/contracts';
import { open } from '../src/ticket/domain/open-ticket.js';
import type { TicketRules } from '../src/ticket/domain/rules.js';
import {
  fieldsOf,
  stateOf,
  type StatusPart,
  type Ticket,
  type TicketFields,
} from '../src/ticket/domain/ticket-state.js';

export const noon = new Date('2030-01-01T12:00:00.000Z');
export const later = (ms: number): Date => new Date(noon.getTime() + ms);
export const hour = 3_600_000;
export const rules: TicketRules = { reopenWindowMs: 24 * hour, types: new Map() };
export const ana = { assigneeId: 'ana', assigneeName: 'Ana' };

const parts: Record<Status, StatusPart> = {
  new: { status: 'new' },
  'pending-assignment': { status: 'pending-assignment' },
  'in-progress': { status: 'in-progress', ...ana },
  'awaiting-confirmation': { status: 'awaiting-confirmation', ...ana },
  resolved: { status: 'resolved', ...ana, resolvedAt: noon },
  closed: { status: 'closed', ...ana, resolvedAt: noon, closedAt: noon },
};

/** A ticket that was opened at noon; resolved and closed at noon where its status says so. */
export function aTicket(wanted: Partial<TicketFields> & { status?: Status; version?: number } = {}): Ticket {
  const { status = 'new', version = 1, ...fields } = wanted;
  const customer = { id: 'customer-1', name: 'Chris', tier: 'standard' as const };
  const request = { subject: 'Help', channel: 'email' as const, customer: {} };
  const { state } = open(request, { number: 'DB-10001', customer, now: noon }, rules);
  return { _id: 'ticket-1', version, ...stateOf(fieldsOf({ ...state, changedIn: version, ...fields }), parts[status]) };
}

/** The ticket after a decision. */
export const decided = (ticket: Ticket, revision: { next: object; facts: unknown[] }): Ticket =>
  ({ ...revision.next, _id: ticket._id, version: ticket.version + revision.facts.length }) as Ticket;
