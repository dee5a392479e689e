import { IsBoolean, IsInt } from 'class-validator';
import { ActorData, Nothing, Page } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, Nested, OneOf, Whole } from '../fields.js';
import { ErasureReport } from './erasure.js';

/** How long personal data is kept; what is absent is kept for ever. */
export class RetentionRules {
  /** Tickets lose who it was and what was said so many months after they were closed. */
  @Maybe() @Whole(1, 240) closedTicketsMonths?: number;
  /** Letters and notices go so many days after they were made; no fewer than events are told again. */
  @Maybe() @Whole(30, 7_300) noticesDays?: number;
  /** The audit log is cut off so many years back. */
  @Maybe() @Whole(1, 100) auditYears?: number;
}

export class SaveRetentionRules extends RetentionRules {
  /** The version that was seen; absent where nothing was saved yet. */
  @Maybe() @Whole(1) seenVersion?: number;
}

export class RetentionRulesView extends RetentionRules {
  /** Absent where nothing was saved yet. */
  @Maybe() @Whole(1) version?: number;
  /** When they are applied next; absent where everything is kept for ever. */
  @Maybe() @Instant() nextRunAt?: string;
}

/** Things that are older than a rule allows. */
export class OldThings {
  @IsInt() count: number;
  /** There are more than were counted. */
  @IsBoolean() isMore: boolean;
  /** When the oldest one was closed, made or recorded. */
  @Maybe() @Instant() oldest?: string;
}

/** What would go by these rules now, at most: what is on hold is counted as well. */
export class RetentionPreview {
  @Maybe() @Nested(() => OldThings) tickets?: OldThings;
  @Maybe() @Nested(() => OldThings) notices?: OldThings;
  @Maybe() @Nested(() => OldThings) auditRecords?: OldThings;
  /** How many customers and tickets are on hold. */
  @IsInt() holds: number;
}

export class NameRetentionRun {
  @Id() runId: string;
}

export class RetentionRunView {
  @Id() id: string;
  @OneOf(['running', 'done']) state: 'running' | 'done';
  @Nested(() => ActorData) by: ActorData;
  @Instant() startedAt: string;
  @Maybe() @Instant() doneAt?: string;
  @ListOf(() => ErasureReport, 20) report: ErasureReport[];
}

/** Newest first. */
export class ListRetentionRuns extends Page {}
export class RetentionRunList {
  @ListOf(() => RetentionRunView, 200) items: RetentionRunView[];
  @Maybe() @Line(500) next?: string;
}

export const getRetentionRules = defineRequest(
  'rpc.access.get-retention-rules.v1',
  'Say how long personal data is kept',
  Nothing,
  RetentionRulesView,
);
export const saveRetentionRules = defineRequest(
  'rpc.access.save-retention-rules.v1',
  'Say how long personal data is kept',
  SaveRetentionRules,
  RetentionRulesView,
);
export const previewRetention = defineRequest(
  'rpc.access.preview-retention.v1',
  'Say how much would go by such rules, without touching anything',
  RetentionRules,
  RetentionPreview,
);
export const beginRetentionRun = defineRequest(
  'rpc.access.begin-retention-run.v1',
  'Apply the rules of retention now',
  Nothing,
  RetentionRunView,
);
export const getRetentionRun = defineRequest(
  'rpc.access.get-retention-run.v1',
  'Read what went by the rules of retention',
  NameRetentionRun,
  RetentionRunView,
);
export const listRetentionRuns = defineRequest(
  'rpc.access.list-retention-runs.v1',
  'List when the rules of retention were applied',
  ListRetentionRuns,
  RetentionRunList,
);
