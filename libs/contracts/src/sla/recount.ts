import { IsBoolean, IsInt } from 'class-validator';
import { ActorData, Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, ListOf, Maybe, Nested, OneOf } from '../fields.js';

/** Counts the clocks of open tickets by the rules that hold now. */
export class StartRecount {
  /** Only say what would change. */
  @Maybe() @IsBoolean() dryRun?: boolean;
  /** Only tickets that have this policy now. */
  @Maybe() @Id() policyId?: string;
}

export class RecountChange {
  @Id() ticketId: string;
  @Id() policyBefore: string;
  @Id() policyAfter: string;
  /** Nearest due instant of an open target. */
  @Maybe() @Instant() dueBefore?: string;
  @Maybe() @Instant() dueAfter?: string;
  /** Targets that are late by the new count and were not before. */
  @IsInt() breaches: number;
}

export class RecountView {
  @Id() id: string;
  @OneOf(['running', 'done']) state: 'running' | 'done';
  @IsBoolean() dryRun: boolean;
  @Maybe() @Id() policyId?: string;
  /** Of the rules that it counts by. */
  @IsInt() edition: number;
  @Nested(() => ActorData) startedBy: ActorData;
  @Instant() startedAt: string;
  @Maybe() @Instant() finishedAt?: string;
  @IsInt() seen: number;
  @IsInt() changed: number;
  /** Targets that are late by the new count and were not before. */
  @IsInt() breaches: number;
  /** Tickets whose clock could not be counted. */
  @IsInt() failed: number;
  /** The first ones. */
  @ListOf(() => RecountChange, 100) changes: RecountChange[];
}

export class RecountList {
  @ListOf(() => RecountView, 50) items: RecountView[];
}

export class GetRecount {
  @Id() recountId: string;
}

export const startRecount = defineRequest(
  'rpc.sla.start-recount.v1',
  'Count open tickets by the rules of now, or say what that would change',
  StartRecount,
  RecountView,
);
export const getRecount = defineRequest('rpc.sla.get-recount.v1', 'How far a recount is', GetRecount, RecountView);
export const listRecounts = defineRequest('rpc.sla.list-recounts.v1', 'The newest recounts', Nothing, RecountList);
