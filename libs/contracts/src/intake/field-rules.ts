import { IsArray, IsInt, IsString, Matches } from 'class-validator';
import type { Role } from '../access/identity.js';
import { applyDecorators } from '../apply-decorators.js';
import { Nothing } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Ids, ListOf, Maybe, Nested, OneOf, SomeOf, Whole } from '../fields.js';

export const mostFieldRules = 300;

/** What has fields that rules can be about. */
export const fieldHolders = ['ticket', 'customer'] as const;
export type FieldHolder = (typeof fieldHolders)[number];

/** Fields that everybody has to see whoever sees the thing, but that not everybody may change. */
export const openFields = {
  ticket: ['subject', 'type', 'priority', 'tags', 'affected', 'product', 'region', 'plannedFor'],
  customer: ['name', 'tier', 'region', 'language', 'timeZone', 'organisationIds'],
} as const satisfies Record<FieldHolder, readonly string[]>;

/** Fields that can be kept from some as well; so can the organisation's own, `fields.serial`. */
export const closableFields = {
  ticket: ['notes'],
  customer: ['email', 'phone', 'notes'],
} as const satisfies Record<FieldHolder, readonly string[]>;

/** Whom rules can name: administrators may always, and what customers see is said elsewhere. */
export const restrictedRoles = ['agent', 'lead', 'manager', 'auditor', 'system'] as const satisfies readonly Role[];
export type RestrictedRole = (typeof restrictedRoles)[number];

/** Whoever has one of these roles, or belongs to one of these teams. */
export class FieldAudience {
  @SomeOf(restrictedRoles) roles: RestrictedRole[];
  @Ids(100) teams: string[];
}

/** Field of a ticket or a customer: `priority`, `notes`, `fields.serial`. */
const FieldName = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Matches(/^([a-zA-Z]{2,30}|fields\.[a-z][a-z0-9-]{0,49})$/, { message: '$property must look like fields.serial' }),
  );

/** Who sees a field and who changes it; absent: everybody who may see or change the thing. Who does not see it cannot change it. */
export class FieldRule {
  @OneOf(fieldHolders) of: FieldHolder;
  @FieldName() field: string;
  @Maybe() @Nested(() => FieldAudience) seenBy?: FieldAudience;
  @Maybe() @Nested(() => FieldAudience) changedBy?: FieldAudience;
}

export class FieldRulesView {
  /** Absent as long as nothing was saved. */
  @Maybe() @IsInt() version?: number;
  @ListOf(() => FieldRule, mostFieldRules) rules: FieldRule[];
}

/** Puts all rules in the place of those that were seen. */
export class SaveFieldRules {
  /** Left out when nothing was saved yet. */
  @Maybe() @Whole(1) seenVersion?: number;
  @ListOf(() => FieldRule, mostFieldRules) rules: FieldRule[];
}

const Names = (): PropertyDecorator => applyDecorators(IsArray(), IsString({ each: true }));

/** Fields that are kept from whoever asks, and those that they see and cannot change. */
export class FieldLimits {
  @Names() hidden: string[];
  @Names() fixed: string[];
}

export class OwnFieldLimits {
  @Nested(() => FieldLimits) ticket: FieldLimits;
  @Nested(() => FieldLimits) customer: FieldLimits;
}

export const getFieldRules = defineRequest(
  'rpc.intake.get-field-rules.v1',
  'Say who sees and who changes which field',
  Nothing,
  FieldRulesView,
);
export const saveFieldRules = defineRequest(
  'rpc.intake.save-field-rules.v1',
  'Say who sees and who changes which field',
  SaveFieldRules,
  FieldRulesView,
);
export const getOwnFieldLimits = defineRequest(
  'rpc.intake.get-own-field-limits.v1',
  'Say which fields one does not see or cannot change',
  Nothing,
  OwnFieldLimits,
);

export class FieldRulesSaved {
  @ListOf(() => FieldRule, mostFieldRules) rules: FieldRule[];
}
export const fieldRulesSaved = defineEvent(
  'evt.field-rules.saved.v1',
  'Others see or change fields from now on',
  FieldRulesSaved,
);
