import type { ChangeStatus } from '@deskbeat/contracts';
import { changed, checkSeen, entered, statusFact } from './change.js';
import { replyFact } from './message.js';
import { movesOf } from './moves.js';
import type { Fact, Revision } from './revision.js';
import type { TicketRules } from './rules.js';
import { checkMove, type Given } from './status-moves.js';
import type { Ticket } from './ticket-state.js';

export function changeStatus(ticket: Ticket, command: ChangeStatus, now: Date, rules: TicketRules): Revision {
  checkSeen(ticket, command.seenVersion, now, rules);
  const { to, reason, message, resolution } = command;
  const given: Given = { reason, message, resolution };
  checkMove(movesOf(ticket, now, rules), ticket.status, to, given);
  const part = entered(ticket, to, now, { resolution });
  const move = statusFact(ticket.status, to, reason, resolution, message !== undefined);
  const facts: [Fact, ...Fact[]] = message === undefined ? [move] : [replyFact(ticket, { text: message }, to), move];
  return changed(ticket, now, facts, {}, part);
}
