import { IsArray, IsBoolean, IsInt, IsObject } from 'class-validator';
import { Id, Ids, Instant, Key, Line, ListOf, Maybe, Nested, OneOf, SomeOf, Tags, Text, Whole } from '../fields.js';
import {
  channels,
  limits,
  priorities,
  slaTargets,
  statuses,
  type Channel,
  type Priority,
  type SlaTarget,
  type Status,
  type TicketType,
} from '../vocabulary.js';
import { SatisfactionView } from './confirmation.js';
import { CustomerRef } from './customer.js';
import { TicketFacets } from './ticket-facets.js';
import { clearableTraits, SnoozeView, StepView, TicketTraits, type ClearableTrait } from './ticket-traits.js';
import { Fields, type FieldChanges, type FieldValues } from './ticket-type.js';

/** Source of the keys that come with an `Idempotency-Key`. */
export const httpIntakeSource = 'http';

/** Names one reported issue for good: the same source and key is the same ticket, however often it is sent. */
export class IntakeKey {
  @Id() source: string;
  @Line(255) key: string;
}

export class OpenTicket extends TicketTraits {
  /** Where it is absent, the text's first line. */
  @Maybe() @Line(limits.subject) subject?: string;
  @Maybe() @Text() text?: string;
  /** Instead of `text`; kept as far as it is harmless. */
  @Maybe() @Text(limits.html) html?: string;
  /** Ids of uploaded files that come with it. */
  @Maybe() @Ids(limits.attachments) attachments?: string[];
  @Maybe() @Key() type?: TicketType;
  @Maybe() @OneOf(priorities) priority?: Priority;
  @OneOf(channels) channel: Channel;
  @Nested(() => CustomerRef) customer: CustomerRef;
  @Maybe() @Tags() tags?: string[];
  /** How many customers are affected. */
  @Maybe() @Whole(1, 1_000_000_000) affected?: number;
  /** Values of the type's own fields. */
  @Maybe() @Fields() fields?: FieldChanges;
  @Maybe() @Nested(() => IntakeKey) intakeKey?: IntakeKey;
  /** When it was reported, if that is earlier than now. */
  @Maybe() @Instant() reportedAt?: string;
}

/** One SLA target as lists and cards need it; see `sla.md` for the meaning. */
export class ClockFace {
  @OneOf(slaTargets) target: SlaTarget;
  @IsInt() cycle: number;
  @OneOf(['running', 'paused', 'met', 'breached']) state: 'running' | 'paused' | 'met' | 'breached';
  /** When this cycle began to count. */
  @Maybe() @Instant() startedAt?: string;
  /** Absent while paused. */
  @Maybe() @Instant() dueAt?: string;
  /** Milliseconds of the target's own calendar; only while paused. */
  @Maybe() @IsInt() leftMs?: number;
  @Maybe() @Instant() stoppedAt?: string;
}

/**
 * One move that the status table allows, and what the ticket still needs for it now: something that comes with the
 * request (`reason`, `resolution`), a decision of assignment (`assignee`, `queue`), a step of the procedure
 * (`sop:diagnosis`), a field (`field:serial`).
 */
export class MoveView {
  @OneOf(statuses) to: Status;
  @IsArray() needs: string[];
}

/** The sub-tickets of a ticket in numbers. */
export class ChildrenView {
  @IsInt() total: number;
  @IsInt() open: number;
  /** Open ones that the ticket's resolution waits for. */
  @IsInt() gating: number;
}

export class TicketView extends TicketTraits {
  @Id() id: string;
  /** Short human number, `DB-10482`. */
  @Id() number: string;
  @IsInt() version: number;
  @Line(limits.subject) subject: string;
  @Key() type: TicketType;
  @OneOf(priorities) priority: Priority;
  @OneOf(statuses) status: Status;
  @OneOf(channels) channel: Channel;
  @Id() customerId: string;
  @Maybe() @Line() customerName?: string;
  @Maybe() @Id() queueId?: string;
  @Maybe() @Id() assigneeId?: string;
  @Maybe() @Line() assigneeName?: string;
  @Tags() tags: string[];
  @Maybe() @IsInt() affected?: number;
  @Maybe() @IsObject() fields?: FieldValues;
  /** Nearest due instant of an open target. */
  @Maybe() @Instant() dueAt?: string;
  @ListOf(() => ClockFace, 20) clocks: ClockFace[];
  /** When one of them is to be said something about next: a reminder, the due instant, an escalation. */
  @Maybe() @Instant() nextMarkAt?: string;
  @Maybe() @Text() resolution?: string;
  @Maybe() @Nested(() => SatisfactionView) satisfaction?: SatisfactionView;
  /** The closed ticket that this one goes on from. */
  @Maybe() @Id() followUpOf?: string;
  /** The ticket that this one is a sub-ticket of. */
  @Maybe() @Id() parentId?: string;
  /** Between those who work here: its customer neither sees it nor is told of it. */
  @Maybe() @IsBoolean() inside?: boolean;
  @Maybe() @Nested(() => ChildrenView) children?: ChildrenView;
  /** The ticket that this one was merged into: it goes on there. */
  @Maybe() @Id() mergedInto?: string;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
  @ListOf(() => MoveView, 10) moves: MoveView[];
  /** The procedure of its type; not in lists. */
  @Maybe() @ListOf(() => StepView, 100) steps?: StepView[];
  /** People who are told what happens. */
  @Maybe() @Ids(50) watchers?: string[];
  /** People who work on it with the one who has it. */
  @Maybe() @Ids(50) collaborators?: string[];
  /** It is out of the way. */
  @Maybe() @Nested(() => SnoozeView) snoozed?: SnoozeView;
}

export class OpenedTicket {
  @Nested(() => TicketView) ticket: TicketView;
  /** False when the intake key named a ticket that was there already. */
  @IsBoolean() created: boolean;
}

export class GetTicket {
  /** Opaque id or human number. */
  @Id() id: string;
}

export const ticketOrders = ['due', 'newest', 'updated'] as const;
export type TicketOrder = (typeof ticketOrders)[number];

export class ListTickets extends TicketFacets {
  @Maybe() @OneOf([...statuses, 'open']) status?: Status | 'open';
  @Maybe() @OneOf(priorities) priority?: Priority;
  @Maybe() @Key() type?: TicketType;
  /** A person's id, or `none`. */
  @Maybe() @Id() assigneeId?: string;
  @Maybe() @Id() customerId?: string;
  @Maybe() @Id() queueId?: string;
  /** `due` (default): nearest due instant first, tickets without one last. */
  @Maybe() @OneOf(ticketOrders) order?: TicketOrder;
}

export class TicketList {
  @ListOf(() => TicketView, 200) items: TicketView[];
  @Maybe() @Line(500) next?: string;
}

/** Every change names the ticket; those that must not overwrite another's work name the version that was seen. */
export class TicketCommand {
  @Id() ticketId: string;
}

export class UpdateTicket extends TicketTraits {
  @Id() ticketId: string;
  @Whole(1) seenVersion: number;
  @Maybe() @Line(limits.subject) subject?: string;
  @Maybe() @Key() type?: TicketType;
  @Maybe() @OneOf(priorities) priority?: Priority;
  @Maybe() @Tags() tags?: string[];
  @Maybe() @Whole(1, 1_000_000_000) affected?: number;
  /** Those that are named are set; null empties one. Another type keeps the values that fit its fields. */
  @Maybe() @Fields() fields?: FieldChanges;
  /** What is to be empty. */
  @Maybe() @SomeOf(clearableTraits) clear?: ClearableTrait[];
}

export class ChangeStatus extends TicketCommand {
  @Whole(1) seenVersion: number;
  @OneOf(statuses) to: Status;
  @Maybe() @Text(limits.reason) reason?: string;
  /** Needed for In Progress → Resolved. */
  @Maybe() @Text() resolution?: string;
  /** A public message in the same step; needed for In Progress → Awaiting Customer Confirmation. */
  @Maybe() @Text() message?: string;
}
