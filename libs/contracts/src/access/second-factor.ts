import { IsBoolean } from 'class-validator';
import { Nothing } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Instant, Line, Lines, Maybe, Nested, OneOf, SomeOf, Text, Whole } from '../fields.js';
import { AccountView, NameAccount } from './account.js';
import { PasswordText } from './credential-fields.js';
import { accountRoles, type AccountRole } from './identity.js';

/** Proof that it is still the owner of the account who asks; not needed where the account has no password. */
export class OwnPassword {
  @Maybe() @PasswordText() password?: string;
}

/** What an authenticator app needs. It counts only once a code of it was shown, within a quarter of an hour. */
export class NewSecondFactor {
  /** Base32, to be typed. */
  @Line(100) secret: string;
  /** `otpauth://…`, to be shown as a QR code. */
  @Text(1_000) uri: string;
}

export class ConfirmSecondFactor {
  /** Six digits of the app. */
  @Line(40) code: string;
}

/** Each works once in the place of a code of the app. Nobody can show them again. */
export class RecoveryCodes {
  @Lines(20, 40) codes: string[];
}

export class SecondFactorView {
  @Instant() since: string;
  @Whole(0, 20) recoveryCodesLeft: number;
}

/** How one’s own account is guarded. */
export class OwnSecurity {
  @IsBoolean() hasPassword: boolean;
  /** Whether the organisation wants a second factor of this role. */
  @IsBoolean() needsSecondFactor: boolean;
  @Maybe() @Nested(() => SecondFactorView) secondFactor?: SecondFactorView;
}

/** What the organisation demands of those who sign in. */
export class SignInRules {
  /** Roles that need a second factor: without one they may set one up, and nothing else. */
  @SomeOf(accountRoles) secondFactorFor: AccountRole[];
}

export class SaveSignInRules extends SignInRules {
  /** The version that was seen; absent where nothing was saved yet. */
  @Maybe() @Whole(1) seenVersion?: number;
}

export class SignInRulesView extends SignInRules {
  /** Absent where nothing was saved yet. */
  @Maybe() @Whole(1) version?: number;
}

export const secondFactorChanges = ['set', 'removed', 'reset', 'new-recovery-codes'] as const;
export type SecondFactorChange = (typeof secondFactorChanges)[number];

export class SecondFactorChanged {
  @Id() accountId: string;
  /** `reset`: by an administrator. */
  @OneOf(secondFactorChanges) change: SecondFactorChange;
}

export const getOwnSecurity = defineRequest(
  'rpc.access.get-own-security.v1',
  'Say how one’s own account is guarded',
  Nothing,
  OwnSecurity,
);
export const beginSecondFactor = defineRequest(
  'rpc.access.begin-second-factor.v1',
  'Give one’s authenticator app a secret',
  OwnPassword,
  NewSecondFactor,
);
export const confirmSecondFactor = defineRequest(
  'rpc.access.confirm-second-factor.v1',
  'Show a code of one’s app: from now on it is needed',
  ConfirmSecondFactor,
  RecoveryCodes,
);
export const removeSecondFactor = defineRequest(
  'rpc.access.remove-second-factor.v1',
  'Sign in without a second factor again',
  OwnPassword,
  OwnSecurity,
);
export const renewRecoveryCodes = defineRequest(
  'rpc.access.renew-recovery-codes.v1',
  'Make new recovery codes in the place of the old ones',
  OwnPassword,
  RecoveryCodes,
);
export const resetSecondFactor = defineRequest(
  'rpc.access.reset-second-factor.v1',
  'Take app and passkeys from somebody who has lost them; they are signed out everywhere',
  NameAccount,
  AccountView,
);
export const getSignInRules = defineRequest(
  'rpc.access.get-sign-in-rules.v1',
  'Say what is demanded of those who sign in',
  Nothing,
  SignInRulesView,
);
export const saveSignInRules = defineRequest(
  'rpc.access.save-sign-in-rules.v1',
  'Say what is demanded of those who sign in',
  SaveSignInRules,
  SignInRulesView,
);
export const secondFactorChanged = defineEvent(
  'evt.account.second-factor-changed.v1',
  'An account has a second factor, another one, or none any more',
  SecondFactorChanged,
);
export const signInRulesSaved = defineEvent(
  'evt.access.sign-in-rules-saved.v1',
  'Other things are demanded of those who sign in',
  SignInRules,
);
