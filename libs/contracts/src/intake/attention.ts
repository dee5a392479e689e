import { defineEvent, defineRequest } from '../contract.js';
import { Id, Instant, Line, Maybe, OneOf, Text } from '../fields.js';
import { limits } from '../vocabulary.js';
import { TicketCommand, TicketView } from './ticket.js';

/** `watcher`: is told what happens. `collaborator`: works on it with the one who has it. */
export const followerRoles = ['watcher', 'collaborator'] as const;
export type FollowerRole = (typeof followerRoles)[number];

export class AddFollower extends TicketCommand {
  /** Absent or `me`: the one who asks. */
  @Maybe() @Id() personId?: string;
}

export class RemoveFollower extends TicketCommand {
  /** `me`: the one who asks. */
  @Id() personId: string;
}

/** Puts an open ticket out of the way; a message of the customer brings it back at once. */
export class SnoozeTicket extends TicketCommand {
  /** When it comes back by itself; absent: only when the customer writes. */
  @Maybe() @Instant() until?: string;
  @Maybe() @Text(limits.reason) reason?: string;
}

export class WakeTicket extends TicketCommand {}

export const addWatcher = defineRequest('rpc.intake.add-watcher.v1', 'Watch a ticket', AddFollower, TicketView);
export const removeWatcher = defineRequest(
  'rpc.intake.remove-watcher.v1',
  'Watch a ticket no more',
  RemoveFollower,
  TicketView,
);
export const addCollaborator = defineRequest(
  'rpc.intake.add-collaborator.v1',
  'Let somebody work on a ticket as well',
  AddFollower,
  TicketView,
);
export const removeCollaborator = defineRequest(
  'rpc.intake.remove-collaborator.v1',
  'Let somebody work on a ticket no more',
  RemoveFollower,
  TicketView,
);
export const snoozeTicket = defineRequest(
  'rpc.intake.snooze-ticket.v1',
  'Put a ticket out of the way until a time or a reply',
  SnoozeTicket,
  TicketView,
);
export const wakeTicket = defineRequest('rpc.intake.wake-ticket.v1', 'Bring a ticket back', WakeTicket, TicketView);

export class TicketFollower {
  @OneOf(followerRoles) role: FollowerRole;
  @Id() personId: string;
  @Id() number: string;
  @Line(limits.subject) subject: string;
}
export const ticketFollowerAdded = defineEvent(
  'evt.ticket.follower-added.v1',
  'Somebody watches a ticket or works on it as well',
  TicketFollower,
);
export const ticketFollowerRemoved = defineEvent(
  'evt.ticket.follower-removed.v1',
  'Somebody watches a ticket or works on it no more',
  TicketFollower,
);

export class TicketSnoozed {
  /** Absent: until the customer writes. */
  @Maybe() @Instant() until?: string;
  @Maybe() @Text(limits.reason) reason?: string;
}
export const ticketSnoozed = defineEvent('evt.ticket.snoozed.v1', 'A ticket was put out of the way', TicketSnoozed);

export const wakers = ['time', 'reply', 'person'] as const;
export type Waker = (typeof wakers)[number];

export class TicketWoken {
  @OneOf(wakers) by: Waker;
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @Maybe() @Id() assigneeId?: string;
}
export const ticketWoken = defineEvent('evt.ticket.woken.v1', 'A ticket came back', TicketWoken);
