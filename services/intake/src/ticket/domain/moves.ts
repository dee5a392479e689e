import { statuses, type FieldDefinition, type Status } from '@deskbeat/contracts';
import { waitsForChildren } from './children.js';
import type { TicketRules } from './rules.js';
import { isTheirs, movesFrom, stillNeeded, type Mover, type Need, type StatusMove } from './status-moves.js';
import type { Ticket } from './ticket-state.js';

/** A row of the status table that is open to a ticket now; `needs` is what it still needs for it. */
export type OpenMove = Pick<StatusMove, 'from' | 'to' | 'needs'>;

export const canReopen = (ticket: Ticket, now: Date, { reopenWindowMs }: TicketRules): boolean =>
  ticket.status === 'resolved' && now.getTime() <= ticket.resolvedAt.getTime() + reopenWindowMs;

const openRows = (ticket: Ticket, now: Date, rules: TicketRules): StatusMove[] =>
  movesFrom(ticket.status)
    .filter(({ from, to }) => !(from === 'resolved' && to === 'in-progress') || canReopen(ticket, now, rules))
    .filter(({ to }) => !(ticket.inside && to === 'awaiting-confirmation'));

/** What somebody else than the customer may do; a move that is not theirs by the table they make in another's place. */
export const movesOf = (ticket: Ticket, now: Date, rules: TicketRules, by: Mover = 'person'): OpenMove[] =>
  openRows(ticket, now, rules).map((row) => ({
    from: row.from,
    to: row.to,
    needs: [...stillNeeded(row), ...inPlaceOfAnother(row, by), ...owed(ticket, row, rules)],
  }));

const inPlaceOfAnother = (row: StatusMove, by: Mover): Need[] => (isTheirs(row, by) ? [] : ['reason or message']);

/** Those that are the customer's to make: none for which something is owed inside. */
export const customersMovesOf = (ticket: Ticket, now: Date, rules: TicketRules): OpenMove[] =>
  openRows(ticket, now, rules)
    .filter((row) => row.by.includes('customer') && owed(ticket, row, rules).length === 0)
    .map((row) => ({ from: row.from, to: row.to, needs: stillNeeded(row) }));

const rankOf = (status: Status): number => statuses.indexOf(status);

export const isRequiredIn = ({ requiredFrom: from }: FieldDefinition, status: Status): boolean =>
  from !== undefined && rankOf(from) <= rankOf(status);

/**
 * What the ticket owes for a move forwards, in the order in which it is shown. Decisions of assignment move a ticket
 * whatever it owes, so what an earlier status left open is still owed.
 */
function owed(ticket: Ticket, { from, to }: StatusMove, rules: TicketRules): Need[] {
  if (rankOf(to) < rankOf(from)) return [];
  return [...stepsOwed(ticket, from, rules), ...fieldsOwed(ticket, to, rules), ...childrenOwed(ticket, to)];
}

const childrenOwed = (ticket: Ticket, to: Status): Need[] =>
  (to === 'awaiting-confirmation' || to === 'resolved') && waitsForChildren(ticket) ? ['children'] : [];

function stepsOwed({ type, ticked = [] }: Ticket, leaving: Status, { types }: TicketRules): Need[] {
  const done = new Set(ticked.map(({ step }) => step));
  const steps = types.get(type)?.steps ?? [];
  return steps
    .filter(({ key, status, required }) => required && rankOf(status) <= rankOf(leaving) && !done.has(key))
    .map(({ key }): Need => `sop:${key}`);
}

function fieldsOwed({ type, fields = {} }: Ticket, entering: Status, { types }: TicketRules): Need[] {
  const definitions = types.get(type)?.fields ?? [];
  return definitions
    .filter((field) => isRequiredIn(field, entering) && !Object.hasOwn(fields, field.key))
    .map(({ key }): Need => `field:${key}`);
}
