import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Ids, Instant, Key, Line, ListOf, Maybe, Nested, OneOf, Tags, Whole } from '../fields.js';
import {
  channels,
  priorities,
  slaTargets,
  statuses,
  type Channel,
  type Priority,
  type SlaTarget,
  type Status,
  type Tier,
} from '../vocabulary.js';
import { longestBudgetMs } from './calendar.js';

/** Always there, matches everything, is asked last. */
export const defaultPolicyId = 'default';

const Some = (values?: readonly string[]): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(100),
    IsString({ each: true }),
    Length(1, 200, { each: true }),
    ...(values ? [Matches(new RegExp(`^(${values.join('|')})$`), { each: true })] : []),
  );

/** A ticket matches when each condition that is there names it; tags: when it has one of them. */
export class PolicyConditions {
  @Maybe() @Some() types?: string[];
  @Maybe() @Some(priorities) priorities?: Priority[];
  @Maybe() @Some() tiers?: Tier[];
  @Maybe() @Some() queues?: string[];
  @Maybe() @Some(channels) channels?: Channel[];
  @Maybe() @Some() tags?: string[];
  @Maybe() @Some() regions?: string[];
}

export class BudgetView {
  @OneOf(priorities) priority: Priority;
  @OneOf(slaTargets) target: SlaTarget;
  /** Milliseconds of the calendar. */
  @Whole(0, longestBudgetMs) budgetMs: number;
  @Id() calendarId: string;
}

export const escalationActions = ['raise-priority', 'return-to-queue', 'assign'] as const;

export class EscalationAction {
  @OneOf(escalationActions) kind: (typeof escalationActions)[number];
  /** Of `raise-priority`; default: the next higher one. */
  @Maybe() @OneOf(priorities) priority?: Priority;
  /** Of `assign`. */
  @Maybe() @Id() personId?: string;
}

/** Who is told of a breach, and when: at the breach, or so many minutes of the calendar or percent of the budget on. */
export class EscalationLevel {
  @Whole(1, 20) level: number;
  /** Default: every target. */
  @Maybe() @Some(slaTargets) targets?: SlaTarget[];
  /** Minutes of the target's calendar after the due instant. */
  @Maybe() @Whole(0, 1_000_000) afterMinutes?: number;
  /** Percent of the budget, from 100. */
  @Maybe() @Whole(100, 1_000) atPercent?: number;
  /** `assignee`, `lead`, `manager`, `person:<id>`, `webhook:<id>`. */
  @Ids(20)
  @Matches(/^(assignee|lead|manager|(person|webhook):[^\s*>$\p{C}]+)$/u, {
    each: true,
    message: '$property must be assignee, lead, manager, person:<id> or webhook:<id>',
  })
  to: string[];
  @Maybe() @Nested(() => EscalationAction) action?: EscalationAction;
}

const Percents = (): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMaxSize(10), IsInt({ each: true }), Min(1, { each: true }), Max(99, { each: true }));

export class PolicyView {
  @Id() id: string;
  @Line() name: string;
  @IsInt() version: number;
  @IsBoolean() isDefault: boolean;
  @IsBoolean() enabled: boolean;
  @Nested(() => PolicyConditions) conditions: PolicyConditions;
  @ListOf(() => BudgetView, 100) budgets: BudgetView[];
  /** Statuses in which the clock stands still. */
  @Some(statuses) pausedBy: Status[];
  /** Percent of the budget at which it is said that a target will be due. */
  @Percents() reminders: number[];
  @ListOf(() => EscalationLevel, 20) escalations: EscalationLevel[];
}

/** In the order in which they are asked; the first one that is enabled and matches is taken. */
export class PolicyList {
  /** Grows with each change of a policy or a calendar. */
  @IsInt() version: number;
  @ListOf(() => PolicyView, 200) items: PolicyView[];
}

export class GetPolicy {
  @Id() policyId: string;
}

/** What is absent is as in the default policy; it is asked right before that one. */
export class CreatePolicy {
  @Id() id: string;
  @Line() name: string;
  @Maybe() @IsBoolean() enabled?: boolean;
  @Nested(() => PolicyConditions) conditions: PolicyConditions;
  @Maybe() @ListOf(() => BudgetView, 100) budgets?: BudgetView[];
  @Maybe() @Some(statuses) pausedBy?: Status[];
  @Maybe() @Percents() reminders?: number[];
  @Maybe() @ListOf(() => EscalationLevel, 20) escalations?: EscalationLevel[];
}

/** Fields that are absent stay as they are. The default policy has no conditions and is always enabled. */
export class ChangePolicy {
  @Id() policyId: string;
  @Whole(1) seenVersion: number;
  @Maybe() @Line() name?: string;
  @Maybe() @IsBoolean() enabled?: boolean;
  @Maybe() @Nested(() => PolicyConditions) conditions?: PolicyConditions;
  @Maybe() @ListOf(() => BudgetView, 100) budgets?: BudgetView[];
  @Maybe() @Some(statuses) pausedBy?: Status[];
  @Maybe() @Percents() reminders?: number[];
  @Maybe() @ListOf(() => EscalationLevel, 20) escalations?: EscalationLevel[];
}

export class RemovePolicy {
  @Id() policyId: string;
  @Whole(1) seenVersion: number;
}

/** All policies but the default one, which stays last. `seenVersion` is that of the list. */
export class OrderPolicies {
  @Whole(1) seenVersion: number;
  @Ids(200) ids: string[];
}

/** A ticket that is only thought of. */
export class PreviewPolicy {
  @Key() type: string;
  @OneOf(priorities) priority: Priority;
  @Maybe() @Key() tier?: Tier;
  @Maybe() @Id() queueId?: string;
  @Maybe() @OneOf(channels) channel?: Channel;
  @Maybe() @Tags() tags?: string[];
  @Maybe() @Line() region?: string;
  /** Default: now. */
  @Maybe() @Instant() reportedAt?: string;
}

export class PolicyStep {
  @Id() policyId: string;
  @Line() name: string;
  @IsBoolean() enabled: boolean;
  @IsBoolean() matches: boolean;
  /** Conditions that do not name the ticket. */
  @Ids(10) misses: string[];
}

export class TargetPreview extends BudgetView {
  @Maybe() @Instant() dueAt?: string;
}

export class PolicyPreview {
  @Id() policyId: string;
  /** In the order in which they are asked, up to the one that is taken. */
  @ListOf(() => PolicyStep, 200) steps: PolicyStep[];
  @ListOf(() => TargetPreview, 10) targets: TargetPreview[];
}

export const listPolicies = defineRequest('rpc.sla.list-policies.v1', 'List the SLA policies', Nothing, PolicyList);
export const getPolicy = defineRequest('rpc.sla.get-policy.v1', 'Read an SLA policy', GetPolicy, PolicyView);
export const createPolicy = defineRequest('rpc.sla.create-policy.v1', 'Create an SLA policy', CreatePolicy, PolicyView);
export const changePolicy = defineRequest('rpc.sla.change-policy.v1', 'Change an SLA policy', ChangePolicy, PolicyView);
export const removePolicy = defineRequest('rpc.sla.remove-policy.v1', 'Remove an SLA policy', RemovePolicy, PolicyList);
export const orderPolicies = defineRequest(
  'rpc.sla.order-policies.v1',
  'Put the SLA policies in order',
  OrderPolicies,
  PolicyList,
);
export const previewPolicy = defineRequest(
  'rpc.sla.preview-policy.v1',
  'Which policy a ticket would get, and why',
  PreviewPolicy,
  PolicyPreview,
);
