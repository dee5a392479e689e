import { IsBoolean, IsInt } from 'class-validator';
import { Nothing } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Email, Id, Instant, Line, Maybe, Nested, OneOf, Text } from '../fields.js';
import { Digest, PasswordText } from './credential-fields.js';
import { Authenticated } from './session.js';

/** What a link of ours is for; each works once. `set-up`: the first administrator. */
export const linkPurposes = ['set-up', 'invitation', 'reset'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** By which the owner of an account chooses a password: an invitation as long as there is none, then a reset. */
export class MakeLink {
  @Id() accountId: string;
  /** `mail`: sent to the account's address; `hand`: told to whoever asks, to be handed over. */
  @OneOf(['mail', 'hand']) by: 'mail' | 'hand';
}

export class MadeLink {
  @OneOf(linkPurposes) purpose: LinkPurpose;
  @Instant() expiresAt: string;
  /** Absent when it was sent. */
  @Maybe() @Text(2_000) url?: string;
  @Maybe() @Email() sentTo?: string;
}

export class ReadLink {
  @Digest() digest: string;
}

export class LinkView {
  @OneOf(linkPurposes) purpose: LinkPurpose;
  @Instant() expiresAt: string;
  @Maybe() @Email() email?: string;
  @Maybe() @Line() name?: string;
  @IsInt() minLength: number;
}

/** What somebody says who comes by a link. */
export class Welcomed {
  @PasswordText() password: string;
  /** Of the first administrator, who has no account yet. */
  @Maybe() @Email() email?: string;
  @Maybe() @Line() name?: string;
}

export class UseLink extends Welcomed {
  @Digest() linkDigest: string;
  /** Of the secret of the session that opens. */
  @Digest() digest: string;
  @Maybe() @Line(300) device?: string;
  @Maybe() @Line(100) address?: string;
}

export class Entered {
  @Id() accountId: string;
  @Email() email: string;
  /** False for whoever has a second factor: they sign in with it now. */
  @IsBoolean() signedIn: boolean;
}

/** Who has a second factor signs in with it afterwards: then no session opens. */
export class UsedLink {
  @Id() accountId: string;
  @Email() email: string;
  @Maybe() @Nested(() => Authenticated) session?: Authenticated;
}

/** Whether there is an account with this address is not told. */
export class ResetWish {
  @Email() email: string;
}

export class AskForReset extends ResetWish {
  /** Where it comes from. */
  @Maybe() @Line(100) address?: string;
}

export class LinkMade {
  @Id() accountId: string;
  @OneOf(linkPurposes) purpose: LinkPurpose;
  @OneOf(['mail', 'hand']) by: 'mail' | 'hand';
}

export const makeLink = defineRequest(
  'rpc.access.make-link.v1',
  'Let somebody choose a password by a link',
  MakeLink,
  MadeLink,
);
export const makeSetUpLink = defineRequest(
  'rpc.access.make-set-up-link.v1',
  'Let the first administrator in, as long as there is none',
  Nothing,
  MadeLink,
);
export const readLink = defineRequest('rpc.access.read-link.v1', 'Say what a link is for', ReadLink, LinkView);
export const useLink = defineRequest('rpc.access.use-link.v1', 'Choose a password by a link', UseLink, UsedLink);
export const askForReset = defineRequest(
  'rpc.access.ask-for-reset.v1',
  'Send a link for a new password',
  AskForReset,
  Nothing,
);
export const linkMade = defineEvent('evt.account.link-made.v1', 'A link leads into an account', LinkMade);
