import { IsBoolean, IsInt } from 'class-validator';
import { defineEvent } from '../contract.js';
import { Email, Id, Line, Maybe, OneOf } from '../fields.js';
import { accountRoles, reaches, type AccountRole, type Reach } from './identity.js';
import { sessionUses, type SessionUse } from './session.js';

/** How somebody proved to be who they are. */
export const signInWays = ['password', 'password-and-code', 'recovery-code', 'link', 'sso', 'passkey'] as const;
export type SignInWay = (typeof signInWays)[number];

export class AccountSaved {
  @Id() accountId: string;
  @Email() email: string;
  @Line() name: string;
  @OneOf(accountRoles) role: AccountRole;
  @Maybe() @OneOf(reaches) reach?: Reach;
  @IsBoolean() active: boolean;
  /** Before, where it is another one now. */
  @Maybe() @OneOf(accountRoles) formerRole?: AccountRole;
}

export class SignedIn {
  @Id() accountId: string;
  @Id() sessionId: string;
  @OneOf(sessionUses) use: SessionUse;
  @OneOf(signInWays) way: SignInWay;
  @Maybe() @Line(300) device?: string;
  @Maybe() @Line(100) address?: string;
}

export const refusals = ['wrong-password', 'wrong-code', 'wrong-passkey', 'copied-passkey', 'not-active'] as const;
export type Refusal = (typeof refusals)[number];

export class SignInRefused {
  @Id() accountId: string;
  @OneOf(refusals) why: Refusal;
  @Maybe() @Line(100) address?: string;
}

export class PasswordChanged {
  @Id() accountId: string;
}

export const sessionEndings = [
  'signed-out',
  'ended',
  'reused-secret',
  'password-changed',
  'passkey-removed',
  'not-active',
] as const;
export type SessionEnding = (typeof sessionEndings)[number];

export class SessionsEnded {
  @Id() accountId: string;
  @IsInt() ended: number;
  @OneOf(sessionEndings) why: SessionEnding;
}

export const accountSaved = defineEvent('evt.account.saved.v1', 'An account was created or changed', AccountSaved);
export const signedIn = defineEvent('evt.account.signed-in.v1', 'Somebody signed in', SignedIn);
export const signInRefused = defineEvent(
  'evt.account.sign-in-refused.v1',
  'Somebody did not get into an account',
  SignInRefused,
);
export const passwordChanged = defineEvent(
  'evt.account.password-changed.v1',
  'An account has a new password',
  PasswordChanged,
);
export const sessionsEnded = defineEvent(
  'evt.account.sessions-ended.v1',
  'Sessions of an account ended',
  SessionsEnded,
);
