import { defineRequest } from '../contract.js';
import { Nothing } from '../common.js';
import { Email, Instant, Line, ListOf, Maybe, Text } from '../fields.js';
import { limits } from '../vocabulary.js';

/** Nothing is mailed to an address that answers by itself, until an instant. */
export class SuppressAddress {
  @Email() address: string;
  @Text(limits.reason) reason: string;
  /** Default: a day from now. */
  @Maybe() @Instant() until?: string;
}

export class AllowAddress {
  @Email() address: string;
}

export class SuppressedAddress {
  @Email() address: string;
  @Text(limits.reason) reason: string;
  @Instant() until: string;
}

export class SuppressedAddresses {
  /** Those that end last come first. */
  @ListOf(() => SuppressedAddress, 1_000) items: SuppressedAddress[];
}

export class AllowedAddress {
  @Line(254) address: string;
}

export const suppressAddress = defineRequest(
  'rpc.notifications.suppress-address.v1',
  'Send nothing to an address for a while: it answers by itself',
  SuppressAddress,
  SuppressedAddress,
);
export const allowAddress = defineRequest(
  'rpc.notifications.allow-address.v1',
  'Send to an address again',
  AllowAddress,
  AllowedAddress,
);
export const listSuppressedAddresses = defineRequest(
  'rpc.notifications.list-suppressed-addresses.v1',
  'List the addresses that nothing is sent to',
  Nothing,
  SuppressedAddresses,
);
