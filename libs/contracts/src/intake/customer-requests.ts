import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Id, Key, ListOf, Maybe, OneOf, Whole } from '../fields.js';
import { Fields, type FieldChanges } from './ticket-type.js';
import type { Tier } from '../vocabulary.js';
import {
  CustomerFields,
  customerKinds,
  customerLimits,
  CustomerList,
  CustomerView,
  GetCustomer,
  IdentityData,
  ListCustomers,
  type CustomerKind,
} from './customer.js';

export class CreateCustomer extends CustomerFields {
  /** Default `person`. */
  @Maybe() @OneOf(customerKinds) kind?: CustomerKind;
  @Maybe() @Key() tier?: Tier;
  /** Of the organisation's own. */
  @Maybe() @Fields() fields?: FieldChanges;
  @Maybe() @ListOf(() => IdentityData, customerLimits.identities) identities?: IdentityData[];
}

/** Fields that a customer need not have. */
export const clearableFields = ['name', 'region', 'language', 'timeZone', 'notes', 'organisationIds'] as const;
export type ClearableField = (typeof clearableFields)[number];

/** Changes fields of a customer; those that are absent stay as they are. */
export class UpdateCustomer extends CustomerFields {
  @Id() id: string;
  @Whole(1) seenVersion: number;
  @Maybe() @Key() tier?: Tier;
  /** Of the organisation's own; null empties one, and those that are absent stay. */
  @Maybe() @Fields() fields?: FieldChanges;
  /** Fields that are to be empty. */
  @Maybe()
  @IsArray()
  @ArrayMaxSize(clearableFields.length)
  @IsIn(clearableFields, { each: true })
  clear?: ClearableField[];
}

export class MergeCustomers {
  /** The duplicate. */
  @Id() id: string;
  /** Whom it counts as from now on. */
  @Id() into: string;
}

export class UnmergeCustomer {
  @Id() id: string;
}

/** An identity of one customer. */
export class CustomerIdentity extends IdentityData {
  @Id() customerId: string;
}

export const getCustomer = defineRequest('rpc.intake.get-customer.v1', 'Read a customer', GetCustomer, CustomerView);
export const listCustomers = defineRequest(
  'rpc.intake.list-customers.v1',
  'Find customers',
  ListCustomers,
  CustomerList,
);
export const createCustomer = defineRequest(
  'rpc.intake.create-customer.v1',
  'Create a customer',
  CreateCustomer,
  CustomerView,
);
export const updateCustomer = defineRequest(
  'rpc.intake.update-customer.v1',
  'Change fields of a customer',
  UpdateCustomer,
  CustomerView,
);
export const addIdentity = defineRequest(
  'rpc.intake.add-identity.v1',
  'Give a customer one more identity',
  CustomerIdentity,
  CustomerView,
);
export const removeIdentity = defineRequest(
  'rpc.intake.remove-identity.v1',
  'Take an identity from a customer',
  CustomerIdentity,
  CustomerView,
);
export const verifyIdentity = defineRequest(
  'rpc.intake.verify-identity.v1',
  'Say that an identity is proven to be the customer’s',
  CustomerIdentity,
  CustomerView,
);
export const mergeCustomers = defineRequest(
  'rpc.intake.merge-customers.v1',
  'Merge a duplicate into another customer',
  MergeCustomers,
  CustomerView,
);
export const unmergeCustomer = defineRequest(
  'rpc.intake.unmerge-customer.v1',
  'Undo a merge',
  UnmergeCustomer,
  CustomerView,
);
