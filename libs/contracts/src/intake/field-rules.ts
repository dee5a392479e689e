import { IsArray, IsInt, IsString, Matches } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { Nothing } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Ids, ListOf, Maybe, Nested, OneOf, SomeOf, Whole } from '../fields.js';
import { fieldHolders, restrictedRoles, type FieldHolder, type RestrictedRole } from '../vocabulary.js';

export const mostFieldRules = 300;

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
