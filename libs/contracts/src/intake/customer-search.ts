import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { Page } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Line, ListOf, Nested } from '../fields.js';
import { CustomerList, CustomerView } from './customer.js';

export class SearchCustomers extends Page {
  /**
   * Beginning of a name or of one of its words, of an e-mail address, of the digits of a phone number, with or without
   * country, or of a social or external id. Organisations are found by their name.
   */
  @Line(100) q: string;
}

export class FindDuplicates {
  @Id() customerId: string;
}

export const duplicateReasons = ['phone', 'name', 'organisation', 'email', 'region'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

export class LikelyDuplicate {
  @Nested(() => CustomerView) customer: CustomerView;
  /** In what they are alike. */
  @IsArray() @ArrayMaxSize(duplicateReasons.length) @IsIn(duplicateReasons, { each: true }) because: DuplicateReason[];
}

export class DuplicateList {
  @ListOf(() => LikelyDuplicate, 50) items: LikelyDuplicate[];
}

export const searchCustomers = defineRequest(
  'rpc.intake.search-customers.v1',
  'Find customers by the beginning of what is known of them',
  SearchCustomers,
  CustomerList,
);
export const findDuplicates = defineRequest(
  'rpc.intake.find-duplicates.v1',
  'Find customers that may be the same as one',
  FindDuplicates,
  DuplicateList,
);
