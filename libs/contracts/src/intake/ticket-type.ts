import { IsBoolean } from 'class-validator';
import { Key, Line, ListOf, Maybe, Numeric, OneOf, Text } from '../fields.js';
import { limits, statuses, type Status } from '../vocabulary.js';

export const fieldKinds = [
  'text',
  'number',
  'date',
  'choice',
  'multi-choice',
  'checkbox',
  'customer',
  'asset',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/**
 * What a field of a ticket holds: text, a date (`2030-01-31`), the key of a choice or the id of a customer or asset; a
 * number; `true` or `false`; the keys of several choices.
 */
export type FieldValue = string | number | boolean | string[];
/** By key of the field. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

export class FieldOption {
  @Key() key: string;
  @Line() label: string;
  /** Tickets that have it keep it; nobody can choose it any more. */
  @Maybe() @IsBoolean() retired?: boolean;
}

/** A field of the organisation's own; a form shows fields in the order of their list. */
export class FieldDefinition {
  @Key() key: string;
  @Line() label: string;
  @OneOf(fieldKinds) kind: FieldKind;
  @Maybe() @Text(limits.reason) help?: string;
  /** A ticket cannot enter this status, or a later one, without a value; `new`: asked for at opening. */
  @Maybe() @OneOf(statuses) requiredFrom?: Status;
  /** Of a choice or multi-choice, and only of those. */
  @Maybe() @ListOf(() => FieldOption, 200) options?: FieldOption[];
  /** Least number, least length of a text, or least number of choices. */
  @Maybe() @Numeric() min?: number;
  /** Greatest number, greatest length of a text, or greatest number of choices. */
  @Maybe() @Numeric() max?: number;
  /** Stands in the form that customers fill in. */
  @Maybe() @IsBoolean() visibleToCustomer?: boolean;
}

/** Who does a step: anybody on the agents' side, the one who has the ticket, or a lead (manager, administrator). */
export const stepOwners = ['anyone', 'assignee', 'lead'] as const;
export type StepOwner = (typeof stepOwners)[number];

/** What is to be done while a ticket is in a status. */
export class ProcedureStep {
  @Key() key: string;
  @Line() label: string;
  @OneOf(statuses) status: Status;
  /** The ticket does not leave the status forwards before it is done. */
  @Maybe() @IsBoolean() required?: boolean;
  /** Default `anyone`. */
  @Maybe() @OneOf(stepOwners) owner?: StepOwner;
}
