import { IsBoolean } from 'class-validator';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Instant, Key, Line, ListOf, Maybe, Nested, OneOf, Text, Whole } from '../fields.js';
import { limits, priorities, statuses, type Priority, type Status, type TicketType } from '../vocabulary.js';
import { OpenedTicket, TicketCommand, TicketView } from './ticket.js';

/** What one ticket is of another: `child` is a sub-ticket, `split` was one of its messages. */
export const linkKinds = ['child', 'duplicate', 'follow-up', 'split', 'related'] as const;
export type LinkKind = (typeof linkKinds)[number];
/** The kinds that people make by hand between tickets that are there. */
export const manualLinkKinds = ['child', 'duplicate', 'follow-up', 'related'] as const;
export type ManualLinkKind = (typeof manualLinkKinds)[number];

/** What the other ticket is to the one that was asked about. */
export const relationNames = [
  'parent',
  'child',
  'duplicate-of',
  'duplicate',
  'follow-up-of',
  'follow-up',
  'split-from',
  'split',
  'related',
  'merged-into',
  'merged',
] as const;
export type RelationName = (typeof relationNames)[number];

/** A ticket in few words, as it is now. */
export class RelatedTicket {
  @Id() id: string;
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @OneOf(statuses) status: Status;
  @OneOf(priorities) priority: Priority;
  @Maybe() @Id() queueId?: string;
  @Maybe() @Id() assigneeId?: string;
  @Maybe() @Line() assigneeName?: string;
  @Maybe() @Instant() dueAt?: string;
}

export class RelationView {
  @OneOf(relationNames) relation: RelationName;
  @Nested(() => RelatedTicket) ticket: RelatedTicket;
  /** The parent cannot be proposed as solved or resolved before this child is resolved. */
  @Maybe() @IsBoolean() gates?: boolean;
}

export class GetRelations extends TicketCommand {}

export class Relations {
  @Id() ticketId: string;
  @ListOf(() => RelationView, 2_000) items: RelationView[];
}

/** `ticketId` becomes a `kind` of the ticket `to`. Linked already is well. */
export class LinkTickets extends TicketCommand {
  @OneOf(manualLinkKinds) kind: ManualLinkKind;
  /** Id or number. */
  @Id() to: string;
  /** For a child: the parent's resolution waits for it. */
  @Maybe() @IsBoolean() gates?: boolean;
}

/** Takes a link back, from whichever side. */
export class UnlinkTickets extends TicketCommand {
  @OneOf(manualLinkKinds) kind: ManualLinkKind;
  /** Id or number. */
  @Id() to: string;
}

/**
 * Work of a ticket that another team does, as a ticket of its own. It is for the same customer, who neither sees it nor is
 * told of it: what is replied on it goes to those who follow it, first of all who opened it.
 */
export class OpenSubticket extends TicketCommand {
  @Line(limits.subject) subject: string;
  @Maybe() @Text() text?: string;
  @Maybe() @Key() type?: TicketType;
  /** The parent's, unless given. */
  @Maybe() @OneOf(priorities) priority?: Priority;
  /** The queue of the team that is to do it. */
  @Maybe() @Id() queueId?: string;
  /** Whether the parent's resolution waits for it; true unless given. */
  @Maybe() @IsBoolean() gates?: boolean;
  /** The same key on the same ticket is the same sub-ticket. */
  @Maybe() @Line(200) idempotencyKey?: string;
}

/** A message about something else becomes a ticket of its own; it stays where it is as well. */
export class SplitTicket extends TicketCommand {
  /** Version of the message's entry in the timeline. */
  @Whole(1) entry: number;
  /** The ticket's, unless given. */
  @Maybe() @Line(limits.subject) subject?: string;
  @Maybe() @Key() type?: TicketType;
  @Maybe() @OneOf(priorities) priority?: Priority;
  @Maybe() @Id() queueId?: string;
  /** The same key on the same ticket is the same new ticket; without one, the same message is. */
  @Maybe() @Line(200) idempotencyKey?: string;
}

/** Goes on from a closed ticket. There is one follow-up of a ticket: the one that is there is answered. */
export class OpenFollowUp extends TicketCommand {
  /** The closed ticket's, unless given. */
  @Maybe() @Line(limits.subject) subject?: string;
  @Maybe() @Text() text?: string;
}

/** This ticket ends, and goes on in another one. */
export class MergeTicket extends TicketCommand {
  /** Id or number. */
  @Id() into: string;
  @Maybe() @Text(limits.reason) reason?: string;
}

export const getRelations = defineRequest(
  'rpc.intake.get-relations.v1',
  'List what is related to a ticket, with its state',
  GetRelations,
  Relations,
);
export const linkTickets = defineRequest('rpc.intake.link-tickets.v1', 'Link two tickets', LinkTickets, Relations);
export const unlinkTickets = defineRequest(
  'rpc.intake.unlink-tickets.v1',
  'Take a link between two tickets back',
  UnlinkTickets,
  Relations,
);
export const openSubticket = defineRequest(
  'rpc.intake.open-subticket.v1',
  'Open a sub-ticket, for another team for example',
  OpenSubticket,
  OpenedTicket,
);
export const splitTicket = defineRequest(
  'rpc.intake.split-ticket.v1',
  'Open a new ticket from one message',
  SplitTicket,
  OpenedTicket,
);
export const openFollowUp = defineRequest(
  'rpc.intake.open-follow-up.v1',
  'Open the follow-up of a closed ticket',
  OpenFollowUp,
  OpenedTicket,
);
export const mergeTicket = defineRequest(
  'rpc.intake.merge-ticket.v1',
  'Merge a ticket into another one, which is the answer',
  MergeTicket,
  TicketView,
);

/** What a ticket tells its other side; by `evt.relation`, for the owner of both. */
export class TicketLinked {
  @OneOf(linkKinds) kind: LinkKind;
  @Id() to: string;
  @Id() number: string;
  @OneOf(statuses) status: Status;
  @Maybe() @IsBoolean() gates?: boolean;
}
export const ticketLinked = defineEvent('evt.relation.linked.v1', 'A ticket was linked to another one', TicketLinked);
export const ticketUnlinked = defineEvent('evt.relation.unlinked.v1', 'A link was taken back', TicketLinked);
export const childMoved = defineEvent('evt.relation.child-moved.v1', 'A sub-ticket has another status', TicketLinked);

export class MergeBegun {
  /** Id of the ticket that it goes on in. */
  @Id() into: string;
  /** Names the intent for good. */
  @Id() intent: string;
}
export const mergeBegun = defineEvent(
  'evt.relation.merge-begun.v1',
  'Somebody merges a ticket into another',
  MergeBegun,
);

export class MergeDropped extends MergeBegun {
  @Text(limits.reason) reason: string;
}
export const mergeDropped = defineEvent('evt.relation.merge-dropped.v1', 'A merge was given up', MergeDropped);

export class TicketMerged {
  @Id() into: string;
  @Id() number: string;
}
export const ticketMerged = defineEvent('evt.relation.merged.v1', 'A ticket goes on in another one', TicketMerged);

export class RelationRecorded {
  @OneOf(relationNames) relation: RelationName;
  @Id() ticketId: string;
  @Id() number: string;
  @OneOf(['linked', 'unlinked', 'moved', 'merged']) what: 'linked' | 'unlinked' | 'moved' | 'merged';
  @Maybe() @OneOf(statuses) status?: Status;
  @Maybe() @IsBoolean() gates?: boolean;
}
export const relationRecorded = defineEvent(
  'evt.timeline.relation-recorded.v1',
  'A ticket took note of what another one told it',
  RelationRecorded,
);
