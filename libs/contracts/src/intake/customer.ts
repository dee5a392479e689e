import { IsInt, IsObject } from 'class-validator';
import { Email, Id, Ids, Instant, Language, Line, ListOf, Maybe, Nested, OneOf, Key, Text } from '../fields.js';
import type { FieldValues } from './ticket-type.js';
import { Page } from '../common.js';
import type { Tier } from '../vocabulary.js';

export const customerKinds = ['person', 'organisation'] as const;
export type CustomerKind = (typeof customerKinds)[number];

export const identityKinds = ['email', 'phone', 'social', 'external'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** What a customer has at most. */
export const customerLimits = { identities: 50, organisations: 20, fields: 100, notes: 10_000 } as const;

/**
 * Who reports an issue. Found by e-mail, phone, social id or external id, in this order; created when none of them is
 * known.
 */
export class CustomerRef {
  /** Id of a customer that is known already; nothing else is needed then. */
  @Maybe() @Id() id?: string;
  @Maybe() @Line() name?: string;
  @Maybe() @Email() email?: string;
  /** `+49 30 1234567`; without a country it is of the country that intake is configured with. */
  @Maybe() @Line(40) phone?: string;
  /** `<network>:<id>`. */
  @Maybe() @Line() social?: string;
  /** Id of the customer in the reporting system. */
  @Maybe() @Id() externalId?: string;
  @Maybe() @Key() tier?: Tier;
  @Maybe() @Line() region?: string;
  @Maybe() @Language() language?: string;
}

/** One way to know a customer again. */
export class IdentityData {
  @OneOf(identityKinds) kind: IdentityKind;
  /** An address, a number, `<network>:<id>` or `<system>:<id>`; upper and lower case are the same. */
  @Line(300) value: string;
}

export class IdentityView extends IdentityData {
  /** When it was proven to be the customer's. */
  @Maybe() @Instant() verifiedAt?: string;
}

/** Fields of a customer that people fill in. */
export class CustomerFields {
  @Maybe() @Line() name?: string;
  @Maybe() @Line() region?: string;
  @Maybe() @Language() language?: string;
  /** IANA, `Europe/Berlin`. */
  @Maybe() @Line(64) timeZone?: string;
  @Maybe() @Text(customerLimits.notes) notes?: string;
  /** Organisations that a person belongs to. */
  @Maybe() @Ids(customerLimits.organisations) organisationIds?: string[];
}

/** The customer that this duplicate counts as. */
export class MergedInto {
  @Id() id: string;
  @Instant() at: string;
}

export class CustomerView extends CustomerFields {
  @Id() id: string;
  @IsInt() version: number;
  @OneOf(customerKinds) kind: CustomerKind;
  @Key() tier: Tier;
  /** The first e-mail address. */
  @Maybe() @Email() email?: string;
  /** The first phone number, E.164. */
  @Maybe() @Line() phone?: string;
  /** The first external id, as its system knows it. */
  @Maybe() @Id() externalId?: string;
  @ListOf(() => IdentityView, customerLimits.identities) identities: IdentityView[];
  @Maybe() @Nested(() => MergedInto) mergedInto?: MergedInto;
  /** Values of the organisation's own fields. */
  @Maybe() @IsObject() fields?: FieldValues;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}

export class GetCustomer {
  @Id() id: string;
}

export class ListCustomers extends Page {
  /** Exact e-mail, phone, social id or external id. */
  @Maybe() @Line(300) identity?: string;
  @Maybe() @Id() organisationId?: string;
}

export class CustomerList {
  @ListOf(() => CustomerView, 200) items: CustomerView[];
  @Maybe() @Line(500) next?: string;
}
