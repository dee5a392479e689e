import { IsInt, IsPhoneNumber } from 'class-validator';
import { Email, Id, Instant, Line, ListOf, Maybe, OneOf } from '../fields.js';
import { Page } from '../common.js';
import { tiers, type Tier } from '../vocabulary.js';

/** Who reports an issue. Found by e-mail, phone or external id, in this order; created when none of them is known. */
export class CustomerRef {
  /** Id of a customer that is known already; nothing else is needed then. */
  @Maybe() @Id() id?: string;
  @Maybe() @Line() name?: string;
  @Maybe() @Email() email?: string;
  /** International form, `+49 30 1234567`. */
  @Maybe() @IsPhoneNumber() phone?: string;
  /** Id of the customer in the reporting system. */
  @Maybe() @Id() externalId?: string;
  @Maybe() @OneOf(tiers) tier?: Tier;
  @Maybe() @Line() region?: string;
}

export class CustomerView {
  @Id() id: string;
  @IsInt() version: number;
  @Maybe() @Line() name?: string;
  @Maybe() @Email() email?: string;
  @Maybe() @Line() phone?: string;
  @Maybe() @Id() externalId?: string;
  @OneOf(tiers) tier: Tier;
  @Maybe() @Line() region?: string;
  @Instant() createdAt: string;
}

export class GetCustomer {
  @Id() id: string;
}

export class ListCustomers extends Page {
  /** Exact e-mail, phone or external id. */
  @Maybe() @Line() identity?: string;
}

export class CustomerList {
  @ListOf(() => CustomerView, 200) items: CustomerView[];
  @Maybe() @Line(500) next?: string;
}
