import { IsBoolean, IsInt, IsString, Matches } from 'class-validator';
import { ActorData, Page } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, Nested, OneOf, Text, Whole } from '../fields.js';
import { auditOutcomes, type AuditOutcome } from '../vocabulary.js';
import { applyDecorators } from '../apply-decorators.js';

const Hash = (): PropertyDecorator =>
  applyDecorators(IsString(), Matches(/^[0-9a-f]{64}$/, { message: '$property must be a SHA-256 in hex' }));

/** One field that is another one now. Values are JSON, cut where they are long; secrets are `"[redacted]"`. */
export class AuditChange {
  @Line(300) field: string;
  /** Absent where there was nothing. */
  @Maybe() @Text(2_000) before?: string;
  /** Absent where there is nothing any more. */
  @Maybe() @Text(2_000) after?: string;
}

/** What was acted on. */
export class AuditThing {
  /** `queue`, `person`, `key`, … */
  @Line(60) kind: string;
  @Maybe() @Line(300) id?: string;
  @Maybe() @Line(300) name?: string;
}

/** Something that somebody did, as the service tells it that did it for them. */
export class AuditAction {
  /** The same in every copy: it is recorded once. */
  @Id() id: string;
  @Instant() at: string;
  /** A permission key like `assignment.save-queue`, or what happened to an account: `account.signed-in`. */
  @Line(100) action: string;
  @OneOf(auditOutcomes) outcome: AuditOutcome;
  /** Of the problem, where it was refused. */
  @Maybe() @Line(60) code?: string;
  @Nested(() => ActorData) actor: ActorData;
  /** Session or key by which they came in. */
  @Maybe() @Id() session?: string;
  /** Client address. */
  @Maybe() @Line(100) address?: string;
  /** What the client says that it is. */
  @Maybe() @Line(300) device?: string;
  @Maybe() @Nested(() => AuditThing) on?: AuditThing;
  /** Only what is another one now; of what cannot be compared, what was asked for. */
  @Maybe() @ListOf(() => AuditChange, 200) changes?: AuditChange[];
  @Maybe() @Line(32) traceId?: string;
}

export class RecordActions {
  @ListOf(() => AuditAction, 100) items: AuditAction[];
}

export class RecordedActions {
  /** Of them, those that were not recorded already. */
  @IsInt() recorded: number;
}

export class AuditRecordView extends AuditAction {
  /** Its place in the chain, from 1 without a gap. */
  @IsInt() sequence: number;
  @Instant() recordedAt: string;
  /** Who told it. */
  @Line(60) service: string;
  /** Of the record before. */
  @Hash() previous: string;
  @Hash() hash: string;
  /** Whether who or what it was about was taken out, since a person was to be forgotten. */
  @IsBoolean() erased: boolean;
}

/** Newest first. */
export class SearchAudit extends Page {
  /** Id of who did it. */
  @Maybe() @Id() actor?: string;
  @Maybe() @Line(100) action?: string;
  /** Id of what it was done to. */
  @Maybe() @Line(300) on?: string;
  @Maybe() @OneOf(auditOutcomes) outcome?: AuditOutcome;
  @Maybe() @Instant() since?: string;
  @Maybe() @Instant() until?: string;
}

export class AuditRecords {
  @ListOf(() => AuditRecordView, 1_000) items: AuditRecordView[];
  @Maybe() @Line(500) next?: string;
}

export class VerifyAudit {
  /** The last record that was looked at, 0 at first. */
  @Maybe() @Whole(0) after?: number;
  /** 1 to 5,000, default 2,000. */
  @Maybe() @Whole(1, 5_000) limit?: number;
}

/** Where the chain is not as it was written. */
export class AuditBreak {
  @IsInt() sequence: number;
  /** `missing`, `other-predecessor`, `changed`, `details-changed`, `erased-by-nobody`. */
  @Line(60) why: string;
}

export class AuditVerification {
  @IsInt() checked: number;
  /** The last record that was looked at; note it with its hash elsewhere to prove later that nothing was cut off. */
  @IsInt() last: number;
  @Hash() lastHash: string;
  /** Records with something taken out, each by an erasure that is recorded itself. */
  @IsInt() erased: number;
  /** Records up to this place went by a rule of retention; the chain begins after it. */
  @Maybe() @IsInt() cutOff?: number;
  /** There is nothing after it. */
  @IsBoolean() complete: boolean;
  @Maybe() @Nested(() => AuditBreak) broken?: AuditBreak;
}

export const recordActions = defineRequest(
  'rpc.access.record-actions.v1',
  'Record in the audit log what was done',
  RecordActions,
  RecordedActions,
);
export const searchAudit = defineRequest(
  'rpc.access.search-audit.v1',
  'Search the audit log',
  SearchAudit,
  AuditRecords,
);
export const exportAudit = defineRequest(
  'rpc.access.export-audit.v1',
  'Export the audit log page by page',
  SearchAudit,
  AuditRecords,
);
export const verifyAudit = defineRequest(
  'rpc.access.verify-audit.v1',
  'Say whether the audit log is as it was written',
  VerifyAudit,
  AuditVerification,
);
