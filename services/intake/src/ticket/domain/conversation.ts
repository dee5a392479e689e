import {
  ticketMessageReceived,
  ticketNoted,
  ticketReplied,
  type Channel,
  type ReceiveMessage,
  type SendReply,
} from '@deskbeat/contracts';
import { changed, checkNotClosed, entered, noted, statusFact } from './change.js';
import { canReopen, movesOf } from './moves.js';
import { fact, nothingToDo, type Decision, type Fact, type Revision } from './revision.js';
import type { TicketRules } from './rules.js';
import { checkMove } from './status-moves.js';
import { holderOf, type Ticket } from './ticket-state.js';

const rememberedMessages = 500;

export const replyFact = ({ number, customerId, channel }: Ticket, text: string): Fact =>
  fact(ticketReplied, { length: text.length, number, customerId, channel }, text);

export const note = (ticket: Ticket, text: string, now: Date): Revision =>
  noted(ticket, now, [fact(ticketNoted, { length: text.length }, text)]);

/** An agent's public message, with the move that follows from it. Its text is the message or the resolution. */
export function reply(ticket: Ticket, { text, moveTo }: SendReply, now: Date, rules: TicketRules): Revision {
  checkNotClosed(ticket);
  const message = replyFact(ticket, text);
  if (moveTo === undefined) return changed(ticket, now, [message]);
  checkMove(movesOf(ticket, now, rules), ticket.status, moveTo, { message: text, resolution: text });
  const part = entered(ticket, moveTo, now, { resolution: text });
  return changed(ticket, now, [message, statusFact(ticket.status, moveTo)], {}, part);
}

/** The customer's message belongs to a new ticket: this one is closed, or can no longer be reopened. */
export const needsFollowUp = (ticket: Ticket, now: Date, rules: TicketRules): boolean =>
  ticket.status === 'closed' || (ticket.status === 'resolved' && !canReopen(ticket, now, rules));

/** A message of the customer. Call when `needsFollowUp` says no. */
export function receive(ticket: Ticket, command: ReceiveMessage, now: Date): Decision {
  const { text, messageKey, channel = ticket.channel } = command;
  if (messageKey !== undefined && ticket.messageKeys.includes(messageKey)) return nothingToDo;
  const message = messageFact(ticket, text, channel);
  const keys = messageKey === undefined ? ticket.messageKeys : [...ticket.messageKeys, messageKey];
  const fields = { messageKeys: keys.slice(-rememberedMessages) };
  if (ticket.status !== 'awaiting-confirmation' && ticket.status !== 'resolved') {
    return changed(ticket, now, [message], fields);
  }
  const part = entered(ticket, 'in-progress', now, {});
  return changed(ticket, now, [message, statusFact(ticket.status, 'in-progress', 'the customer wrote')], fields, part);
}

function messageFact(ticket: Ticket, text: string, channel: Channel): Fact {
  const { number, customerId } = ticket;
  const assigneeId = holderOf(ticket)?.assigneeId;
  return fact(ticketMessageReceived, { length: text.length, number, customerId, channel, assigneeId }, text);
}
