import { IsBoolean, IsInt } from 'class-validator';
import { Nothing } from '../common.js';
import { defineRequest, defineSignal } from '../contract.js';
import { Email, Id, Ids, Instant, Line, ListOf, Maybe, Nested, OneOf } from '../fields.js';
import { NameAccount } from './account.js';
import { Digest, PasswordText } from './credential-fields.js';
import { Identity } from './identity.js';

/** `browser`: a cookie that is replaced now and then; `program`: a refresh token that is replaced at each use. */
export const sessionUses = ['browser', 'program'] as const;
export type SessionUse = (typeof sessionUses)[number];

/** What a person signs in with. */
export class Credentials {
  @Email() email: string;
  @PasswordText() password: string;
  /** Of the second factor, or one of the recovery codes, where the account has one. */
  @Maybe() @Line(40) code?: string;
}

/** The secret of the session is made by who asks; only its digest is told. */
export class SignIn extends Credentials {
  @Digest() digest: string;
  @OneOf(sessionUses) use: SessionUse;
  /** What the client says that it is. */
  @Maybe() @Line(300) device?: string;
  /** Where it comes from. */
  @Maybe() @Line(100) address?: string;
}

export class Authenticate {
  @Digest() digest: string;
}

/** What must be done before anything else may be. */
export const sessionNeeds = ['second-factor'] as const;
export type SessionNeed = (typeof sessionNeeds)[number];

/** A session that is open. */
export class Authenticated {
  @Nested(() => Identity) identity: Identity;
  @Id() sessionId: string;
  @OneOf(sessionUses) use: SessionUse;
  @Maybe() @Email() email?: string;
  /** When the session ends if it is not used any more. */
  @Instant() expiresAt: string;
  /** From then on its secret should be replaced. */
  @Instant() renewAt: string;
  @Maybe() @OneOf(sessionNeeds) needs?: SessionNeed;
}

/** Replaces the secret of a session; the old one is good until the new one was used. */
export class RenewSession {
  @Digest() digest: string;
  @Digest() nextDigest: string;
}

export class NameSession {
  @Id() sessionId: string;
}

/** Who one is. */
export class SessionView {
  @Nested(() => Identity) identity: Identity;
  @Maybe() @OneOf(sessionUses) use?: SessionUse;
  @Maybe() @Email() email?: string;
  @Maybe() @Instant() expiresAt?: string;
  @Maybe() @OneOf(sessionNeeds) needs?: SessionNeed;
}

export class OpenSession {
  @Id() id: string;
  @OneOf(sessionUses) use: SessionUse;
  @Maybe() @Line(300) device?: string;
  @Maybe() @Line(100) address?: string;
  @Instant() createdAt: string;
  /** To within half an hour. */
  @Instant() seenAt: string;
  @Instant() expiresAt: string;
  /** The one that asks. */
  @IsBoolean() current: boolean;
}

export class OpenSessions {
  @ListOf(() => OpenSession, 500) items: OpenSession[];
}

export class EndedSessions {
  @IsInt() ended: number;
}

/** Credentials that gateways must not believe any more without asking: ids of sessions, keys, accounts. */
export class CredentialsChanged {
  @Ids(1_000) ids: string[];
}

export const signIn = defineRequest('rpc.access.sign-in.v1', 'Sign in with a password', SignIn, Authenticated);
export const authenticate = defineRequest(
  'rpc.access.authenticate.v1',
  'Say whose session a secret opens',
  Authenticate,
  Authenticated,
);
export const renewSession = defineRequest(
  'rpc.access.renew-session.v1',
  'Replace the secret of a session',
  RenewSession,
  Authenticated,
);
export const endSession = defineRequest('rpc.access.end-session.v1', 'End a session', NameSession, EndedSessions);
export const endSessions = defineRequest(
  'rpc.access.end-sessions.v1',
  'End one’s other sessions',
  Nothing,
  EndedSessions,
);
export const listSessions = defineRequest('rpc.access.list-sessions.v1', 'List one’s sessions', Nothing, OpenSessions);
export const endSessionsOf = defineRequest(
  'rpc.access.end-sessions-of.v1',
  'End all sessions of an account',
  NameAccount,
  EndedSessions,
);
export const credentialsChanged = defineSignal(
  'live.credentials-changed.v1',
  'Credentials are to be looked at anew',
  CredentialsChanged,
);
