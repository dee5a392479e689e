import { IsBoolean, IsInt, IsObject } from 'class-validator';
import { defineEvent } from '../contract.js';
import { Id, Ids, Instant, Key, Language, Line, ListOf, Maybe, OneOf, Tags, Text, Whole } from '../fields.js';
import {
  channels,
  limits,
  priorities,
  statuses,
  type Channel,
  type Priority,
  type Status,
  type Tier,
  type TicketType,
} from '../vocabulary.js';
import { customerKinds, customerLimits, type CustomerKind } from './customer.js';
import { ClockFace } from './ticket.js';
import { TicketTraits } from './ticket-traits.js';
import type { FieldValues } from './ticket-type.js';

/*
 * The events of a ticket are its timeline: one event, one entry, versions without a gap. None carries the text of a
 * message (docs/adr/0002-no-message-text-on-the-bus.md). What a ticket only takes note of goes by `evt.timeline`, so that
 * services that follow `evt.ticket` are not sent what they know from its owner.
 */

export class TicketOpened extends TicketTraits {
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @Key() type: TicketType;
  @OneOf(priorities) priority: Priority;
  @OneOf(channels) channel: Channel;
  @Id() customerId: string;
  @Maybe() @Line() customerName?: string;
  @Maybe() @OneOf(customerKinds) customerKind?: CustomerKind;
  /** Organisations that the customer belongs to. */
  @Maybe() @Ids(customerLimits.organisations) organisationIds?: string[];
  /** The person of the directory who the customer is, if one is: known by any of the customer's e-mail addresses. */
  @Maybe() @Id() requesterId?: string;
  @Key() tier: Tier;
  /** Of the customer, BCP 47. */
  @Maybe() @Language() language?: string;
  /** Of the customer, IANA. */
  @Maybe() @Line(64) timeZone?: string;
  @Tags() tags: string[];
  @Maybe() @IsInt() affected?: number;
  @Maybe() @IsObject() fields?: FieldValues;
  /** Values of the customer's own fields, without those that hold text. */
  @Maybe() @IsObject() customerFields?: FieldValues;
  /** Where it goes: as somebody wants, or as its type says. */
  @Maybe() @Id() queueId?: string;
  /** When the clocks start: the moment of reporting. */
  @Instant() reportedAt: string;
  /** The closed ticket that this one goes on from. */
  @Maybe() @Id() followUpOf?: string;
  /** Its customer does not know of it. */
  @Maybe() @IsBoolean() inside?: boolean;
  @Maybe() @ListOf(() => AttachmentFacts, limits.attachments) attachments?: AttachmentFacts[];
}
export const ticketOpened = defineEvent('evt.ticket.opened.v1', 'A ticket came in', TicketOpened);

type UpdatedField =
  | 'subject'
  | 'type'
  | 'priority'
  | 'tags'
  | 'affected'
  | 'product'
  | 'region'
  | 'plannedFor'
  // What the customer is: it changes with the customer, not by hand.
  | 'tier'
  | 'customerName'
  | `fields.${string}`;

export class TicketUpdated {
  /** Changed fields: what they were and what they are; null is nothing. `fields.serial` is a field of the type's own. */
  @IsObject() changes: Partial<Record<UpdatedField, { from: unknown; to: unknown }>>;
  /** Of another type: where its tickets go unless a rule knows better, and where those of the former one went. */
  @Maybe() @IsObject() defaultQueue?: { from: string | null; to: string | null };
}
export const ticketUpdated = defineEvent('evt.ticket.updated.v1', 'Fields of a ticket changed', TicketUpdated);

export class TicketStatusChanged {
  @OneOf(statuses) from: Status;
  @OneOf(statuses) to: Status;
  @Maybe() @Text(limits.reason) reason?: string;
  /** The customer was written to in the same step. */
  @Maybe() @IsBoolean() withReply?: boolean;
}
export const ticketStatusChanged = defineEvent(
  'evt.ticket.status-changed.v1',
  'A ticket moved from one status to another',
  TicketStatusChanged,
);

/** A file that came with a message. */
export class AttachmentFacts {
  @Id() id: string;
  @Line() name: string;
  @Line(255) type: string;
  @IsInt() size: number;
}

/** What is known of a message but for its text. */
export class MessageFacts {
  /** Characters. */
  @IsInt() length: number;
  /** People who are mentioned. */
  @Maybe() @Ids(limits.mentions) mentions?: string[];
  /** Version of the entry that this answers. */
  @Maybe() @Whole(1) replyTo?: number;
  @Maybe() @ListOf(() => AttachmentFacts, limits.attachments) attachments?: AttachmentFacts[];
}

export class TicketNoted extends MessageFacts {}
export const ticketNoted = defineEvent('evt.ticket.noted.v1', 'An internal note was added', TicketNoted);

export class TicketReplied extends MessageFacts {
  /** The status that the ticket was moved to in the same step. */
  @Maybe() @OneOf(statuses) movedTo?: Status;
  @Id() number: string;
  @Id() customerId: string;
  @OneOf(channels) channel: Channel;
}
export const ticketReplied = defineEvent('evt.ticket.replied.v1', 'A person answered the customer', TicketReplied);

export class TicketMessageReceived extends MessageFacts {
  @Id() number: string;
  @Id() customerId: string;
  @OneOf(channels) channel: Channel;
  @Maybe() @Id() assigneeId?: string;
}
export const ticketMessageReceived = defineEvent(
  'evt.ticket.message-received.v1',
  'The customer wrote',
  TicketMessageReceived,
);

export class TicketNoteEdited extends MessageFacts {
  /** Version of the entry that this corrects. */
  @Whole(1) entry: number;
}
export const ticketNoteEdited = defineEvent(
  'evt.ticket.note-edited.v1',
  'An internal note was corrected',
  TicketNoteEdited,
);

export class TicketMentioned {
  /** Version of the note or reply. */
  @Whole(1) entry: number;
  @Ids(limits.mentions) personIds: string[];
  @Id() number: string;
  @Line(limits.subject) subject: string;
}
export const ticketMentioned = defineEvent('evt.ticket.mentioned.v1', 'People were mentioned', TicketMentioned);

export class TicketAssignmentRecorded {
  @Maybe() @Id() assigneeId?: string;
  @Maybe() @Line() assigneeName?: string;
  @Id() queueId: string;
  /** The mode of the decision, `queue` when it waits, `unclaimed` when it has waited too long. */
  @Line() mode: string;
  @Text(limits.reason) reason: string;
  /** Newer news had come before: written down only, nothing changed. */
  @Maybe() @IsBoolean() late?: boolean;
}
export const ticketAssignmentRecorded = defineEvent(
  'evt.timeline.assignment-recorded.v1',
  'A ticket took note of who has it',
  TicketAssignmentRecorded,
);

export class TicketClockRecorded {
  /** What happened: `started`, `paused`, `resumed`, `changed`, `reminder-due`, `breached`, `met`, `escalated`. */
  @Line() what: string;
  @Maybe() @Instant() dueAt?: string;
  @ListOf(() => ClockFace, 20) clocks: ClockFace[];
  /** The facts of the clock's own event. */
  @IsObject() facts: object;
  /** Newer news had come before: written down only, nothing changed. */
  @Maybe() @IsBoolean() late?: boolean;
}
export const ticketClockRecorded = defineEvent(
  'evt.timeline.clock-recorded.v1',
  'A ticket took note of its clock',
  TicketClockRecorded,
);

export class TicketNoticeRecorded {
  @Line() cause: string;
  @OneOf(['in-app', 'email', 'webhook']) channel: 'in-app' | 'email' | 'webhook';
  @Line(254) recipient: string;
  @OneOf(['sent', 'failed']) outcome: 'sent' | 'failed';
}
export const ticketNoticeRecorded = defineEvent(
  'evt.timeline.notice-recorded.v1',
  'A ticket took note of a notice about it',
  TicketNoticeRecorded,
);
