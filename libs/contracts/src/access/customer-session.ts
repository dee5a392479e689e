import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Email, Instant, Line, Maybe } from '../fields.js';
import { Digest } from './credential-fields.js';
import { Authenticated } from './session.js';

/** A customer wants to see their tickets. Whether anybody is known by this address is not told. */
export class CustomerLinkWish {
  @Email() email: string;
}

export class AskForCustomerLink extends CustomerLinkWish {
  /** Where it comes from. */
  @Maybe() @Line(100) address?: string;
}

export class ReadCustomerLink {
  @Digest() digest: string;
}

export class CustomerLinkView {
  /** To whom it was sent. */
  @Email() email: string;
  @Instant() expiresAt: string;
}

/** The link works once; what opens is a session of the customer who has its address at that moment. */
export class UseCustomerLink {
  @Digest() linkDigest: string;
  /** Of the secret of the session that opens. */
  @Digest() digest: string;
  @Maybe() @Line(300) device?: string;
  @Maybe() @Line(100) address?: string;
}

export const askForCustomerLink = defineRequest(
  'rpc.access.ask-for-customer-link.v1',
  'Send a customer a link to their tickets',
  AskForCustomerLink,
  Nothing,
);
export const readCustomerLink = defineRequest(
  'rpc.access.read-customer-link.v1',
  'Say to whom a link was sent',
  ReadCustomerLink,
  CustomerLinkView,
);
export const useCustomerLink = defineRequest(
  'rpc.access.use-customer-link.v1',
  'Let a customer in by a link',
  UseCustomerLink,
  Authenticated,
);
