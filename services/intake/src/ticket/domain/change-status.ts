import type { Actor, ChangeStatus } from '@deskbeat/contracts';
import { changed, checkSeen, entered, statusFact } from './change.js';
import { replyFact } from './message.js';
import { customersMovesOf, movesOf } from './moves.js';
import { outsideOf } from './outside.js';
import type { Fact, Revision } from './revision.js';
import type { TicketRules } from './rules.js';
import { checkMove, type Given } from './status-moves.js';
import type { Ticket } from './ticket-state.js';
import { viewOf } from './ticket-view.js';

/**
 * Customers move by the rows of the table that name them; people by all, for a customer who calls as well, when they say
 * why.
 */
export function changeStatus(
  ticket: Ticket,
  command: ChangeStatus,
  now: Date,
  rules: TicketRules,
  by: Actor['kind'] = 'person',
): Revision {
  const isCustomer = by === 'customer';
  checkSeen(ticket, command.seenVersion, now, rules, isCustomer ? outsideOf : viewOf);
  const { to, reason, message, resolution } = command;
  const given: Given = { reason, message, resolution };
  const allowed = isCustomer ? customersMovesOf(ticket, now, rules) : movesOf(ticket, now, rules, by);
  checkMove(allowed, ticket.status, to, given);
  const part = entered(ticket, to, now, { resolution });
  const move = statusFact(ticket.status, to, reason, resolution, message !== undefined);
  const facts: [Fact, ...Fact[]] = message === undefined ? [move] : [replyFact(ticket, { text: message }, to), move];
  return changed(ticket, now, facts, {}, part);
}
