import { IsArray, IsBoolean, IsInt, IsString, Length, Matches, ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Ids, Instant, Line, ListOf, Maybe, Nested, OneOf, Whole } from '../fields.js';
import { customerKinds, customerLimits, type CustomerKind } from '../intake/customer.js';
import { Fields, type FieldChanges } from '../intake/ticket-type.js';
import { SkillLevel } from './directory.js';

export const routingFields = [
  'type',
  'priority',
  'product',
  'channel',
  'region',
  'tier',
  'tags',
  'language',
  'customerId',
  'customerName',
  'customerKind',
  'timeZone',
  'organisation',
  'affected',
  'subject',
] as const;
/**
 * One of these (`organisation`: ids of those that the customer belongs to), a field of the ticket type's own (`fields.serial`), or one of the customer's that is the organisation's own
 * (`customer.contract`). Of those of customers only the ones that hold no text of people's own: what routing is told of a
 * field of kind `text` is nothing, so that a condition on it finds no value.
 */
export type RoutingField = (typeof routingFields)[number] | `fields.${string}` | `customer.${string}`;
const routingField = new RegExp(`^(${routingFields.join('|')}|(fields|customer)\\.[a-z][a-z0-9-]{0,49})$`);

/** `within`: the region or one above it. `at-least`: a number. */
export const routingTests = ['one-of', 'none-of', 'containing', 'at-least', 'within'] as const;
export type RoutingTest = (typeof routingTests)[number];

const Values = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(200),
    IsString({ each: true }),
    Length(1, 250, { each: true }),
  );

export class RoutingCondition {
  /** A field of the ticket or its customer; `fields.serial` is one of the type's own, `customer.contract` of the customer's. */
  @IsString() @Matches(routingField, { message: '$property must be a field of tickets' }) field: RoutingField;
  @OneOf(routingTests) is: RoutingTest;
  @Values() values: string[];
}

/** All conditions must hold. Leads to a queue, the nearest of several, or a person; may ask for skills. */
export class RoutingRule {
  @Id() id: string;
  @Line() name: string;
  /** True unless said. */
  @Maybe() @IsBoolean() enabled?: boolean;
  @ListOf(() => RoutingCondition, 50) conditions: RoutingCondition[];
  @Maybe() @Id() queueId?: string;
  /** The queue among these whose team covers the customer's region, or the nearest region above it. */
  @Maybe() @Ids(500) nearestOf?: string[];
  /** Gets the ticket if active; it stands in the queue otherwise. */
  @Maybe() @Id() personId?: string;
  @Maybe() @ListOf(() => SkillLevel, 50) skills?: SkillLevel[];
  @Maybe() @Ids(50) collaborators?: string[];
}

/** Replaces all rules; the first that matches decides, the default queue takes what none does. */
export class SaveRoutingRules {
  /** The version that was read; absent: whatever it is now. */
  @Maybe() @Whole(1) seenVersion?: number;
  @ListOf(() => RoutingRule, 500) rules: RoutingRule[];
}
export class RoutingRules {
  @IsInt() version: number;
  @ListOf(() => RoutingRule, 500) rules: RoutingRule[];
}

/** Tickets reported in a period, by the rules as they are or as they would be. */
export class TryRouting {
  @Instant() from: string;
  @Instant() to: string;
  /** Absent: those that are kept. */
  @Maybe() @ListOf(() => RoutingRule, 500) rules?: RoutingRule[];
}
export class TriedRule {
  /** Absent: no rule matched. */
  @Maybe() @Id() ruleId?: string;
  @Id() queueId: string;
  @Maybe() @Id() personId?: string;
  @IsInt() tickets: number;
}
export class TriedMove {
  @Id() ticketId: string;
  @Id() number: string;
  @Id() fromQueueId: string;
  @Id() toQueueId: string;
  @Maybe() @Id() ruleId?: string;
}
export class RoutingTrial {
  /** Tickets of the period that were looked at: the newest 10,000 at most. */
  @IsInt() tickets: number;
  @ListOf(() => TriedRule, 1_000) routes: TriedRule[];
  /** The first hundred that would stand in another queue than they do. */
  @ListOf(() => TriedMove, 100) moves: TriedMove[];
}

export class RouteAnswer {
  @Id() queueId: string;
  @Maybe() @Id() ruleId?: string;
  @Maybe() @Id() personId?: string;
  @ListOf(() => SkillLevel, 50) skills: SkillLevel[];
  @Ids(50) collaborators: string[];
}
export class ProbeTicket {
  @Maybe() @Line(50) type?: string;
  @Maybe() @Line(50) priority?: string;
  @Maybe() @Line(50) channel?: string;
  @Maybe() @Id() customerId?: string;
  @Maybe() @Line() customerName?: string;
  @Maybe() @OneOf(customerKinds) customerKind?: CustomerKind;
  /** Of the customer, IANA. */
  @Maybe() @Line(64) timeZone?: string;
  /** Ids of those that the customer belongs to. */
  @Maybe() @Ids(customerLimits.organisations) organisation?: string[];
  @Maybe() @Line(50) tier?: string;
  @Maybe() @Ids(30) tags?: string[];
  @Maybe() @Line() region?: string;
  @Maybe() @Line(50) language?: string;
  @Maybe() @Line() product?: string;
  @Maybe() @Whole(1) affected?: number;
  @Maybe() @Line(250) subject?: string;
  /** Values of the type's own fields. */
  @Maybe() @Fields() fields?: FieldChanges;
  /** Values of the customer's own fields. */
  @Maybe() @Fields() customerFields?: FieldChanges;
}
export class ProbeRouting {
  @Nested(() => ProbeTicket) ticket: ProbeTicket;
}

export const saveRoutingRules = defineRequest(
  'rpc.assignment.save-routing-rules.v1',
  'Replace the routing rules',
  SaveRoutingRules,
  RoutingRules,
);
export const getRoutingRules = defineRequest(
  'rpc.assignment.get-routing-rules.v1',
  'Read the routing rules',
  Nothing,
  RoutingRules,
);
export const tryRouting = defineRequest(
  'rpc.assignment.try-routing.v1',
  'Say where the tickets of a period would have gone',
  TryRouting,
  RoutingTrial,
);
export const probeRouting = defineRequest(
  'rpc.assignment.probe-routing.v1',
  'Say where a ticket would go',
  ProbeRouting,
  RouteAnswer,
);
