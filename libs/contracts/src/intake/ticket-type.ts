import { IsBoolean, IsInt, ValidateBy } from 'class-validator';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, isKey, Key, Line, ListOf, Maybe, Numeric, OneOf, Text, Whole } from '../fields.js';
import { limits, priorities, statuses, type Priority, type Status } from '../vocabulary.js';

export const mostTicketTypes = 500;

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

/** Null empties a field. */
export type FieldChanges = Readonly<Record<string, FieldValue | null>>;

const isValue = (value: unknown): boolean =>
  value === null || typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value) || isList(value);
const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= 200 && value.every((item) => typeof item === 'string');

/** Up to 100 values by key, of the right shape; which ones are fitting is for the type of the ticket to say. */
export const Fields = (): PropertyDecorator =>
  ValidateBy({
    name: 'fields',
    validator: {
      validate: (given: unknown) => {
        if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
        const entries = Object.entries(given);
        return entries.length <= 100 && entries.every(([key, value]) => isKey(key) && isValue(value));
      },
      defaultMessage: () => '$property must hold texts, numbers, truths or lists of texts by keys like serial-number',
    },
  });

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

/** All that can be said about a type; what is absent is not there. */
class TicketTypeBody {
  @Line() name: string;
  @Maybe() @Text(limits.reason) description?: string;
  /** In the order of the form. */
  @Maybe() @ListOf(() => FieldDefinition, 100) fields?: FieldDefinition[];
  /** The standard procedure, in the order in which it is shown. */
  @Maybe() @ListOf(() => ProcedureStep, 100) steps?: ProcedureStep[];
  /** Of a ticket that is opened without one; else `medium`. */
  @Maybe() @OneOf(priorities) defaultPriority?: Priority;
  /** Where its tickets go, unless a rule knows better. */
  @Maybe() @Id() defaultQueueId?: string;
}

export class CreateTicketType extends TicketTypeBody {
  @Key() key: string;
}

/** Puts the whole definition in place of the one that was seen. */
export class ReplaceTicketType extends TicketTypeBody {
  @Key() key: string;
  @Whole(1) seenVersion: number;
  /** False: no ticket is opened with it any more; those that have it keep it. Default true. */
  @Maybe() @IsBoolean() active?: boolean;
}

export class GetTicketType {
  @Key() key: string;
}

export class ListTicketTypes {
  /** True: only those in use. */
  @Maybe() @IsBoolean() active?: boolean;
}

export class TicketTypeView {
  @Key() key: string;
  @IsInt() version: number;
  @Line() name: string;
  @Maybe() @Text(limits.reason) description?: string;
  /** There from the start. */
  @IsBoolean() builtIn: boolean;
  @IsBoolean() active: boolean;
  @ListOf(() => FieldDefinition, 100) fields: FieldDefinition[];
  @ListOf(() => ProcedureStep, 100) steps: ProcedureStep[];
  @Maybe() @OneOf(priorities) defaultPriority?: Priority;
  @Maybe() @Id() defaultQueueId?: string;
}

export class TicketTypeList {
  @ListOf(() => TicketTypeView, mostTicketTypes) items: TicketTypeView[];
}

/** A field as customers are asked for it. */
export class FormField {
  @Key() key: string;
  @Line() label: string;
  @OneOf(fieldKinds) kind: FieldKind;
  @Maybe() @Text(limits.reason) help?: string;
  @IsBoolean() required: boolean;
  @Maybe() @ListOf(() => FieldOption, 200) options?: FieldOption[];
  @Maybe() @Numeric() min?: number;
  @Maybe() @Numeric() max?: number;
}

export class TicketForm {
  @Key() key: string;
  @Line() name: string;
  @Maybe() @Text(limits.reason) description?: string;
  @ListOf(() => FormField, 100) fields: FormField[];
}

export const createTicketType = defineRequest(
  'rpc.intake.create-ticket-type.v1',
  'Create a type of tickets',
  CreateTicketType,
  TicketTypeView,
);
export const replaceTicketType = defineRequest(
  'rpc.intake.replace-ticket-type.v1',
  'Change or disable a type of tickets',
  ReplaceTicketType,
  TicketTypeView,
);
export const getTicketType = defineRequest(
  'rpc.intake.get-ticket-type.v1',
  'Read a type of tickets',
  GetTicketType,
  TicketTypeView,
);
export const listTicketTypes = defineRequest(
  'rpc.intake.list-ticket-types.v1',
  'List the types of tickets',
  ListTicketTypes,
  TicketTypeList,
);
export const getTicketForm = defineRequest(
  'rpc.intake.get-ticket-form.v1',
  'Read what customers are asked for a type',
  GetTicketType,
  TicketForm,
);

export class TicketTypeSaved {
  @Key() key: string;
  @Line() name: string;
  @IsBoolean() active: boolean;
  @Maybe() @OneOf(priorities) defaultPriority?: Priority;
  @Maybe() @Id() defaultQueueId?: string;
}
/** For those who name types; its fields and steps are asked for. */
export const ticketTypeSaved = defineEvent(
  'evt.ticket-type.saved.v1',
  'A type of tickets was created or changed',
  TicketTypeSaved,
);
