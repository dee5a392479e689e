import {
  Problem,
  ticketMessageReceived,
  ticketNoted,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  type Channel,
  type ChangeStatus,
  type ReceiveMessage,
  type SendReply,
  type Status,
  type TicketUpdated,
  type UpdateTicket,
} from '@deskbeat/contracts';
import { fact, nothingToDo, type Decision, type Fact, type Revision } from './revision.js';
import { checkMove, movesFrom, type Given, type StatusMove } from './status-moves.js';
import {
  fieldsOf,
  holderOf,
  outcomeOf,
  stateOf,
  statusPartOf,
  type Holder,
  type StatusPart,
  type Ticket,
  type TicketFields,
} from './ticket-state.js';
import { viewOf } from './ticket-view.js';

export interface TicketRules {
  reopenWindowMs: number;
}

const rememberedMessages = 500;

/** A change by somebody: it outdates what others have seen before it. */
export function changed(
  ticket: Ticket,
  now: Date,
  facts: [Fact, ...Fact[]],
  changes: Partial<TicketFields> = {},
  part: StatusPart = statusPartOf(ticket),
): Revision {
  const changedIn = ticket.version + facts.length;
  return { next: stateOf({ ...fieldsOf(ticket), ...changes, updatedAt: now, changedIn }, part), facts };
}

export const canReopen = (ticket: Ticket, now: Date, { reopenWindowMs }: TicketRules): boolean =>
  ticket.status === 'resolved' && now.getTime() <= ticket.resolvedAt.getTime() + reopenWindowMs;

/** The rows of the status table that are open to the ticket now. */
export const movesOf = (ticket: Ticket, now: Date, rules: TicketRules): StatusMove[] =>
  movesFrom(ticket.status).filter(
    ({ from, to }) => !(from === 'resolved' && to === 'in-progress') || canReopen(ticket, now, rules),
  );

/** @throws Problem `version-conflict` with the new state when somebody changed the ticket after `seenVersion` */
function checkSeen(ticket: Ticket, seenVersion: number, now: Date, rules: TicketRules): void {
  if (seenVersion >= ticket.changedIn && seenVersion <= ticket.version) return;
  const current = viewOf(ticket, movesOf(ticket, now, rules));
  throw new Problem('version-conflict', { context: { currentVersion: ticket.version, current } });
}

function checkNotClosed({ status }: Ticket): void {
  if (status !== 'closed') return;
  throw new Problem('move-not-allowed', {
    detail: 'a closed ticket does not change',
    context: { from: status, allowed: [] },
  });
}

/** The ticket in another status, with what that status holds. Call after `checkMove`. */
export function entered(
  ticket: Ticket,
  to: Status,
  now: Date,
  given: { holder?: Holder; resolution?: string },
): StatusPart {
  const holder = given.holder ?? holderOf(ticket);
  if (to === 'new' || to === 'pending-assignment') return { status: to };
  if (!holder) throw new Problem('move-needs-more', { context: { from: ticket.status, to, needs: ['assignee'] } });
  switch (to) {
    case 'in-progress':
    case 'awaiting-confirmation':
      return { status: to, ...holder };
    case 'resolved':
      return { status: to, ...holder, ...outcomeOf({ resolvedAt: now, resolution: given.resolution }) };
    case 'closed':
      return {
        status: to,
        ...holder,
        ...outcomeOf('resolvedAt' in ticket ? ticket : { resolvedAt: now }),
        closedAt: now,
      };
  }
}

export const statusFact = (from: Status, to: Status, reason?: string, text?: string): Fact =>
  fact(ticketStatusChanged, { from, to, reason }, text);

const replyFact = ({ number, customerId, channel }: Ticket, text: string): Fact =>
  fact(ticketReplied, { length: text.length, number, customerId, channel }, text);

export function note(ticket: Ticket, text: string, now: Date): Revision {
  const revision = changed(ticket, now, [fact(ticketNoted, { length: text.length }, text)]);
  return { ...revision, next: { ...revision.next, changedIn: ticket.changedIn } };
}

export function update(ticket: Ticket, command: UpdateTicket, now: Date, rules: TicketRules): Decision {
  checkSeen(ticket, command.seenVersion, now, rules);
  checkNotClosed(ticket);
  const wanted = {
    subject: command.subject ?? ticket.subject,
    type: command.type ?? ticket.type,
    priority: command.priority ?? ticket.priority,
    tags: command.tags ? [...new Set(command.tags)] : ticket.tags,
    affected: command.affected ?? ticket.affected,
  };
  const names = (['subject', 'type', 'priority', 'tags', 'affected'] as const).filter(
    (name) => JSON.stringify(wanted[name]) !== JSON.stringify(ticket[name]),
  );
  if (names.length === 0) return nothingToDo;
  const changes: TicketUpdated['changes'] = {};
  for (const name of names) changes[name] = { from: ticket[name] ?? null, to: wanted[name] };
  const fields = Object.fromEntries(names.map((name) => [name, wanted[name]])) as Partial<TicketFields>;
  return changed(ticket, now, [fact(ticketUpdated, { changes })], fields);
}

/** An agent's public message, with the move that follows from it. Its text is the message or the resolution. */
export function reply(ticket: Ticket, { text, moveTo }: SendReply, now: Date, rules: TicketRules): Revision {
  checkNotClosed(ticket);
  const message = replyFact(ticket, text);
  if (moveTo === undefined) return changed(ticket, now, [message]);
  checkMove(movesOf(ticket, now, rules), ticket.status, moveTo, { message: text, resolution: text });
  const part = entered(ticket, moveTo, now, { resolution: text });
  return changed(ticket, now, [message, statusFact(ticket.status, moveTo)], {}, part);
}

export function changeStatus(ticket: Ticket, command: ChangeStatus, now: Date, rules: TicketRules): Revision {
  checkSeen(ticket, command.seenVersion, now, rules);
  const { to, reason, message, resolution } = command;
  const given: Given = { reason, message, resolution };
  checkMove(movesOf(ticket, now, rules), ticket.status, to, given);
  const part = entered(ticket, to, now, { resolution });
  const move = statusFact(ticket.status, to, reason, resolution);
  return changed(ticket, now, message === undefined ? [move] : [replyFact(ticket, message), move], {}, part);
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
