import type { ReceiveMessage, SendReply } from '@deskbeat/contracts';
import { joining, waking } from './attention.js';
import { changed, checkNotClosed, entered, noted, statusFact } from './change.js';
import {
  checkAnswered,
  isSent,
  mentionFacts,
  noteFact,
  receivedFact,
  rememberSent,
  replyFact,
  type Message,
} from './message.js';
import { canReopen, movesOf } from './moves.js';
import { nothingToDo, type Decision, type Fact } from './revision.js';
import type { TicketRules } from './rules.js';
import { checkMove } from './status-moves.js';
import type { Ticket } from './ticket-state.js';

const rememberedMessages = 500;

export function note(ticket: Ticket, message: Message, now: Date): Decision {
  if (isSent(ticket, message)) return nothingToDo;
  checkAnswered(ticket, message);
  const mentioned = mentionFacts(ticket, ticket.version + 1, message.mentions);
  const watching = joining(ticket, 'watcher', message.watchers);
  const changes = { ...rememberSent(ticket, message), ...watching.changes };
  return noted(ticket, now, [noteFact(message), ...mentioned, ...watching.facts], changes);
}

/** An agent's public message, with the move that follows from it. Its text is the message or the resolution. */
export function reply(
  ticket: Ticket,
  { moveTo, ...message }: Message & Pick<SendReply, 'moveTo'>,
  now: Date,
  rules: TicketRules,
): Decision {
  if (isSent(ticket, message)) return nothingToDo;
  checkNotClosed(ticket);
  checkAnswered(ticket, message);
  const mentioned = mentionFacts(ticket, ticket.version + 1, message.mentions);
  const watching = joining(ticket, 'watcher', message.watchers);
  const facts: [Fact, ...Fact[]] = [replyFact(ticket, message, moveTo), ...mentioned, ...watching.facts];
  const changes = { ...rememberSent(ticket, message), ...watching.changes };
  if (moveTo === undefined) return changed(ticket, now, facts, changes);
  const { text } = message;
  checkMove(movesOf(ticket, now, rules), ticket.status, moveTo, { message: text, resolution: text });
  const part = entered(ticket, moveTo, now, { resolution: text });
  return changed(ticket, now, [...facts, statusFact(ticket.status, moveTo, undefined, undefined, true)], changes, part);
}

/** The customer's message belongs to a new ticket: this one is closed, or can no longer be reopened. */
export const needsFollowUp = (ticket: Ticket, now: Date, rules: TicketRules): boolean =>
  ticket.status === 'closed' || (ticket.status === 'resolved' && !canReopen(ticket, now, rules));

/** What the channel says of a customer's message. */
export type Arrival = Pick<ReceiveMessage, 'messageKey' | 'channel'>;

export const isKnown = ({ messageKeys }: Ticket, { messageKey }: Arrival): boolean =>
  messageKey !== undefined && messageKeys.includes(messageKey);

/** A message of the customer. Call when `needsFollowUp` says no. */
export function receive(ticket: Ticket, message: Message & Arrival, now: Date): Decision {
  const { messageKey, channel = ticket.channel } = message;
  if (isKnown(ticket, message)) return nothingToDo;
  const received = receivedFact(ticket, message, channel);
  const keys = messageKey === undefined ? ticket.messageKeys : [...ticket.messageKeys, messageKey];
  const woken = waking(ticket, 'reply');
  const fields = { messageKeys: keys.slice(-rememberedMessages), ...woken.changes };
  if (ticket.status !== 'awaiting-confirmation' && ticket.status !== 'resolved') {
    return changed(ticket, now, [received, ...woken.facts], fields);
  }
  const part = entered(ticket, 'in-progress', now, {});
  const move = statusFact(ticket.status, 'in-progress', 'the customer wrote');
  return changed(ticket, now, [received, ...woken.facts, move], fields, part);
}
