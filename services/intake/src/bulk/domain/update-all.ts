import type { Actor, ChosenTicket, FieldsForAll, StatusForAll } from '@deskbeat/contracts';
import { inSequence } from '../../macro/domain/in-sequence.js';
import { follow, unfollow } from '../../ticket/domain/attention.js';
import { checkSeen } from '../../ticket/domain/change.js';
import { changeStatus } from '../../ticket/domain/change-status.js';
import type { Decision, Revision } from '../../ticket/domain/revision.js';
import type { TicketRules } from '../../ticket/domain/rules.js';
import type { Ticket } from '../../ticket/domain/ticket-state.js';
import { tagsAfter } from '../../ticket/domain/tags.js';
import { update } from '../../ticket/domain/update.js';

export function updateOne(
  ticket: Ticket,
  { id, version = ticket.version }: ChosenTicket,
  { addTags, removeTags, ...fields }: FieldsForAll,
  now: Date,
  rules: TicketRules,
): Decision {
  const tags = tagsAfter(ticket.tags, { addTags, removeTags });
  return update(ticket, { ticketId: id, seenVersion: version, ...fields, tags }, now, rules);
}

/** A ticket that is there already stays as it is: work that was broken off is done again. */
export function moveOne(
  ticket: Ticket,
  { id, version = ticket.version }: ChosenTicket,
  status: StatusForAll,
  now: Date,
  rules: TicketRules,
  by: Actor['kind'],
): Revision | undefined {
  if (ticket.status === status.to) return undefined;
  return changeStatus(ticket, { ticketId: id, seenVersion: version, ...status }, now, rules, by);
}

/** People watch, or watch no more: all of them or nobody. */
export function watchOne(
  ticket: Ticket,
  { version = ticket.version }: ChosenTicket,
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
  now: Date,
  rules: TicketRules,
): Decision {
  checkSeen(ticket, version, now, rules);
  return inSequence(ticket, [
    ...add.map((id) => ({ name: id, decide: (one: Ticket) => follow(one, 'watcher', id, now) })),
    ...remove.map((id) => ({ name: id, decide: (one: Ticket) => unfollow(one, 'watcher', id, now) })),
  ]);
}
