import { IsBoolean, IsInt, IsObject } from 'class-validator';
import { ActorData, Page } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Ids, Instant, Language, Line, ListOf, Maybe, Nested, OneOf, Text, Whole } from '../fields.js';
import { channels, limits, priorities, type Channel, type Priority } from '../vocabulary.js';
import { AttachmentFacts } from './events.js';
import { TicketCommand, TicketView } from './ticket.js';

/** What somebody writes: `text` or `html`, one of them. */
export class Writing extends TicketCommand {
  @Maybe() @Text() text?: string;
  /** Kept as far as it is harmless; the plain text is derived from it. `<span data-mention="ben">` mentions a person. */
  @Maybe() @Text(limits.html) html?: string;
}

/** What an agent writes. */
export class AgentWriting extends Writing {
  /** Ids of files: one's own that were uploaded, or such as the ticket has already. */
  @Maybe() @Ids(limits.attachments) attachments?: string[];
  /** Ids of people who are to see this, besides those that the HTML marks. */
  @Maybe() @Ids(limits.mentions) mentions?: string[];
  /** Version of the entry of the timeline that this answers. */
  @Maybe() @Whole(1) replyTo?: number;
  /** The same key of the same person on the same ticket is the same message. */
  @Maybe() @Line(255) idempotencyKey?: string;
  /** Version of one's own draft that becomes this message; it is removed unless it was changed since. */
  @Maybe() @Whole(1) draftVersion?: number;
}

export class AddNote extends AgentWriting {}

/** A public message of an agent to the customer, optionally with the move that follows from it, in one step. */
export class SendReply extends AgentWriting {
  @Maybe() @OneOf(['awaiting-confirmation', 'resolved']) moveTo?: 'awaiting-confirmation' | 'resolved';
}

/** A message of the customer, whatever the channel. */
export class ReceiveMessage extends Writing {
  /** Ids of files that the sender uploaded. */
  @Maybe() @Ids(limits.attachments) attachments?: string[];
  @Maybe() @OneOf(channels) channel?: Channel;
  /** Id of the message in its channel; the same message twice is stored once. */
  @Maybe() @Line(255) messageKey?: string;
}

/** Corrects one's own note for a while after it was written; the timeline keeps both. */
export class EditNote extends Writing {
  /** Version of the note's entry in the timeline. */
  @Whole(1) entry: number;
  @Maybe() @Ids(limits.mentions) mentions?: string[];
}

/** The message that a reply or an opening created, for those who deliver it. */
export class GetMessage extends TicketCommand {
  /** Version of the event that announced it. */
  @Whole(1) version: number;
}

/** What is to be known of a ticket to tell people of a message. */
export class MessageTicket {
  @Id() customerId: string;
  /** The customer does not know of it. */
  @Maybe() @IsBoolean() inside?: boolean;
  @OneOf(priorities) priority: Priority;
  @Maybe() @Ids(50) watchers?: string[];
  @Maybe() @Ids(50) collaborators?: string[];
}

export class MessageView {
  @Id() ticketId: string;
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @Text() text: string;
  /** Harmless HTML of the message, where it was written as such. */
  @Maybe() @Text() html?: string;
  @Maybe() @ListOf(() => AttachmentFacts, limits.attachments) attachments?: AttachmentFacts[];
  @Nested(() => ActorData) author: ActorData;
  @Maybe() @Line(254) customerEmail?: string;
  @Maybe() @Line() customerName?: string;
  @Maybe() @Language() customerLanguage?: string;
  @Nested(() => MessageTicket) ticket: MessageTicket;
  @Instant() at: string;
}

export class GetTimeline extends Page {
  @Id() ticketId: string;
}

/** What an entry answers. */
export class Quoted {
  @Whole(1) version: number;
  @Nested(() => ActorData) actor: ActorData;
  @Instant() at: string;
  /** Its first characters. */
  @Line() excerpt: string;
}

/** That an entry shows a newer text than it had. */
export class Edited {
  /** Version of the entry that corrects it. */
  @Whole(1) version: number;
  @Instant() at: string;
}

export class TimelineEntry {
  /** Gap-free within a ticket, starting at 1. */
  @IsInt() version: number;
  /** Subject of the event that the entry was published as. */
  @Line() subject: string;
  @Instant() at: string;
  @Nested(() => ActorData) actor: ActorData;
  /** Facts of the entry; its shape is the event's payload. */
  @IsObject() data: object;
  /** Newest text of a message or note. */
  @Maybe() @Text() text?: string;
  /** The same as harmless HTML, where it was written as such. */
  @Maybe() @Text() html?: string;
  @Maybe() @Nested(() => Edited) edited?: Edited;
  /** Of a note: until when who wrote it may correct it. */
  @Maybe() @Instant() editableUntil?: string;
  @Maybe() @Nested(() => Quoted) quoted?: Quoted;
}

export class Timeline {
  @ListOf(() => TimelineEntry, 200) items: TimelineEntry[];
  @Maybe() @Line(500) next?: string;
}

export const addNote = defineRequest('rpc.intake.add-note.v1', 'Add an internal note', AddNote, TicketView);
export const editNote = defineRequest('rpc.intake.edit-note.v1', 'Correct a note of one’s own', EditNote, TicketView);
export const sendReply = defineRequest('rpc.intake.send-reply.v1', 'Answer the customer', SendReply, TicketView);
export const receiveMessage = defineRequest(
  'rpc.intake.receive-message.v1',
  'Take in a message of the customer',
  ReceiveMessage,
  TicketView,
);
export const getTimeline = defineRequest(
  'rpc.intake.get-timeline.v1',
  'Read the timeline of a ticket',
  GetTimeline,
  Timeline,
);
export const getMessage = defineRequest('rpc.intake.get-message.v1', 'Read one message', GetMessage, MessageView);
