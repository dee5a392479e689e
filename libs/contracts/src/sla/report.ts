import { IsInt } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf } from '../fields.js';
import { ClockFace } from '../intake/ticket.js';
import { priorities, statuses, type Priority, type Status } from '../vocabulary.js';
import { GetClock } from './clock.js';

/** One cycle of one target. */
export class TargetReport extends ClockFace {
  @Instant() override startedAt: string;
  @Maybe() @Id() calendarId?: string;
  @Maybe() @IsInt() budgetMs?: number;
  /** Milliseconds of the target's calendar, without pauses, until it stopped or until now. */
  @IsInt() usedMs: number;
  /** Milliseconds from its due instant until it stopped or until now. */
  @Maybe() @IsInt() lateMs?: number;
}

/** A time in which the clock stood still, and the status that made it. */
export class PauseView {
  @Instant() from: string;
  @Maybe() @Instant() to?: string;
  @OneOf(statuses) cause: Status;
}

/** A change that made it count anew. */
export class TermsView {
  @Instant() at: string;
  @Id() policyId: string;
  @IsInt() edition: number;
  /** `opened`, `changed`, `queued`, `recounted`. */
  @Line() cause: string;
}

export class ClockReport {
  @Id() ticketId: string;
  @IsInt() version: number;
  /** The instant that it is counted for. */
  @Instant() at: string;
  @OneOf(priorities) priority: Priority;
  @Id() policyId: string;
  /** Of the rules that it is counted by. */
  @IsInt() edition: number;
  @ListOf(() => TargetReport, 2_000) targets: TargetReport[];
  @ListOf(() => PauseView, 2_000) pauses: PauseView[];
  @ListOf(() => TermsView, 2_000) terms: TermsView[];
}

export const getClockReport = defineRequest(
  'rpc.sla.get-clock-report.v1',
  'Each target of a ticket: used, left, pauses',
  GetClock,
  ClockReport,
);
