import { IsObject } from 'class-validator';
import { defineEvent } from '../contract.js';
import { Id, Ids, Language, Line, Maybe, OneOf, Key } from '../fields.js';
import type { Tier } from '../vocabulary.js';
import { customerKinds, identityKinds, type CustomerKind, type IdentityKind } from './customer.js';
import type { FieldValue } from './ticket-type.js';

/*
 * For those who keep a small copy of customers. Addresses, numbers and notes stay in the customer's own history and never
 * go on the bus (docs/adr/0002-no-message-text-on-the-bus.md). Nor does what people write into the organisation's own
 * fields of kind `text`; choices, numbers, dates, checkboxes and references do.
 */

export class CustomerCreated {
  @OneOf(customerKinds) kind: CustomerKind;
  @Maybe() @Line() name?: string;
  @Key() tier: Tier;
  @Maybe() @Line() region?: string;
  @Maybe() @Language() language?: string;
  @Maybe() @Line() timeZone?: string;
}
export const customerCreated = defineEvent('evt.customer.created.v1', 'A customer became known', CustomerCreated);

/** Fields that routing and SLA choose by, and those that others show. */
export const toldCustomerFields = ['name', 'tier', 'region', 'language', 'timeZone'] as const;
export type ToldCustomerField = (typeof toldCustomerFields)[number];

/** What it was and what it is, null where there was or is none. */
interface Changed<T> {
  from: T | null;
  to: T | null;
}
/** `fields.contract` is one of the organisation's own. */
export type CustomerChanges = { [name in ToldCustomerField]?: Changed<string> } & {
  /** Ids of the organisations that it belongs to. */
  organisationIds?: Changed<string[]>;
} & { [name in `fields.${string}`]?: Changed<FieldValue> };

export class CustomerUpdated {
  /** What others may keep. */
  @IsObject() changes: CustomerChanges;
  /** Names of all fields that changed, also of those that are nobody else's business. */
  @Ids(100) fields: string[];
}
export const customerUpdated = defineEvent('evt.customer.updated.v1', 'Fields of a customer changed', CustomerUpdated);

class IdentityFact {
  @OneOf(identityKinds) kind: IdentityKind;
}
export class CustomerIdentityAdded extends IdentityFact {}
export class CustomerIdentityRemoved extends IdentityFact {}
export class CustomerIdentityVerified extends IdentityFact {}
export const customerIdentityAdded = defineEvent(
  'evt.customer.identity-added.v1',
  'A customer can be reached in one more way',
  CustomerIdentityAdded,
);
export const customerIdentityRemoved = defineEvent(
  'evt.customer.identity-removed.v1',
  'An identity is not the customer’s any more',
  CustomerIdentityRemoved,
);
export const customerIdentityVerified = defineEvent(
  'evt.customer.identity-verified.v1',
  'An identity is known to be the customer’s',
  CustomerIdentityVerified,
);

/** The customer was a duplicate: what is known of it counts for `into` from now on. */
export class CustomerMerged {
  @Id() into: string;
}
export const customerMerged = defineEvent('evt.customer.merged.v1', 'A duplicate was merged', CustomerMerged);

export class CustomerUnmerged {
  @Id() from: string;
}
export const customerUnmerged = defineEvent(
  'evt.customer.unmerged.v1',
  'A customer is one of its own again',
  CustomerUnmerged,
);
