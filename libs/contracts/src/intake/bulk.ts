import { ArrayMinSize, IsBoolean, IsInt } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Id, Ids, Key, Line, ListOf, Maybe, Nested, OneOf, Tags, Text, Whole } from '../fields.js';
import { limits, priorities, statuses, type Priority, type Status, type TicketType } from '../vocabulary.js';
import { ErrorAtField } from './row-report.js';

/** A ticket, and the version that was seen: without one the change is made to what the ticket is now. */
export class ChosenTicket {
  @Id() id: string;
  @Maybe() @Whole(1) version?: number;
}

export class FieldsForAll {
  @Maybe() @Key() type?: TicketType;
  @Maybe() @OneOf(priorities) priority?: Priority;
  @Maybe() @Tags() addTags?: string[];
  @Maybe() @Tags() removeTags?: string[];
}

export class StatusForAll {
  @OneOf(statuses) to: Status;
  @Maybe() @Text(limits.reason) reason?: string;
  @Maybe() @Text() resolution?: string;
  /** A public message to each customer. */
  @Maybe() @Text() message?: string;
}

export class HolderForAll {
  /** A person's id, or `me` for who asks; absent: back to the queue. */
  @Maybe() @Id() personId?: string;
  @Text(limits.reason) reason: string;
}

export class QueueForAll {
  @Id() queueId: string;
  @Text(limits.reason) reason: string;
}

export class MacroForAll {
  @Id() id: string;
}

/** Ids of people; `me` is who asks. */
export class WatchersForAll {
  @Maybe() @Ids(50) add?: string[];
  @Maybe() @Ids(50) remove?: string[];
}

/** One action on up to 500 tickets: exactly one of those below. Each ticket has a result of its own. */
export class ChangeTickets {
  @ListOf(() => ChosenTicket, 500) @ArrayMinSize(1) tickets: ChosenTicket[];
  @Maybe() @Nested(() => FieldsForAll) update?: FieldsForAll;
  @Maybe() @Nested(() => StatusForAll) status?: StatusForAll;
  @Maybe() @Nested(() => HolderForAll) assign?: HolderForAll;
  @Maybe() @Nested(() => QueueForAll) queue?: QueueForAll;
  @Maybe() @Nested(() => MacroForAll) macro?: MacroForAll;
  @Maybe() @Nested(() => WatchersForAll) watchers?: WatchersForAll;
  /** The same key is the same work: what was done is not done again, what was not is done. */
  @Maybe() @Line(255) idempotencyKey?: string;
}

export const changeOutcomes = ['changed', 'unchanged', 'refused'] as const;
export type ChangeOutcome = (typeof changeOutcomes)[number];

export class TicketResult {
  @Id() id: string;
  @OneOf(changeOutcomes) outcome: ChangeOutcome;
  /** Of the ticket afterwards, where this service knows it. */
  @Maybe() @IsInt() version?: number;
  /** Why it was refused: a code of the catalogue. */
  @Maybe() @Line() code?: string;
  @Maybe() @Line(2_000) detail?: string;
  /** Nothing says that it cannot be done: it was not tried, or may go well when the same is sent again. */
  @Maybe() @IsBoolean() retryable?: boolean;
  @Maybe() @ListOf(() => ErrorAtField, 50) errors?: ErrorAtField[];
}

export class TicketResults {
  @ListOf(() => TicketResult, 500) items: TicketResult[];
  @IsInt() changed: number;
  @IsInt() refused: number;
}

export const changeTickets = defineRequest(
  'rpc.intake.change-tickets.v1',
  'Change many tickets in one way',
  ChangeTickets,
  TicketResults,
);
