import { IsBoolean, IsInt } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Email, Id, Ids, Instant, Line, ListOf, Maybe, OneOf, Whole } from '../fields.js';
import { PasswordText } from './credential-fields.js';
import { accountRoles, reaches, type AccountRole, type Reach } from './identity.js';

/** Creates an account or changes one; its id is that of the person in the directory. Fields that are absent stay. */
export class SaveAccount {
  @Id() accountId: string;
  /** The version that was read; absent: whatever it is now. */
  @Maybe() @Whole(1) seenVersion?: number;
  /** What one signs in with; needed at first. */
  @Maybe() @Email() email?: string;
  /** Needed at first. */
  @Maybe() @Line() name?: string;
  /** Needed at first. */
  @Maybe() @OneOf(accountRoles) role?: AccountRole;
  /** How far an agent or a lead sees; absent at first: as the organisation has it (`AGENTS_SEE`). */
  @Maybe() @OneOf(reaches) reach?: Reach;
  /** Who is not active any more is signed out everywhere. */
  @Maybe() @IsBoolean() active?: boolean;
}

export class NameAccount {
  @Id() accountId: string;
}

export class ListAccounts {
  @Maybe() @Line(500) cursor?: string;
  /** 1 to 200, default 50. */
  @Maybe() @Whole(1, 200) limit?: number;
}

export class AccountView {
  @Id() id: string;
  @IsInt() version: number;
  @Email() email: string;
  @Line() name: string;
  @OneOf(accountRoles) role: AccountRole;
  /** Absent where the organisation's holds. */
  @Maybe() @OneOf(reaches) reach?: Reach;
  @IsBoolean() active: boolean;
  /** As the directory has them. */
  @Ids(100) teams: string[];
  @IsBoolean() hasPassword: boolean;
  /** An authenticator app, or a passkey. */
  @IsBoolean() hasSecondFactor: boolean;
  @Instant() createdAt: string;
  @Maybe() @Instant() lastSignInAt?: string;
}

export class AccountList {
  @ListOf(() => AccountView, 200) items: AccountView[];
  @Maybe() @Line(500) next?: string;
}

/** Of whoever asks; all their other sessions end. */
export class ChangePassword {
  @PasswordText() current: string;
  /** By default at least 12 characters, not a common password, not made of one's own name or address. */
  @PasswordText() next: string;
}

export const saveAccount = defineRequest(
  'rpc.access.save-account.v1',
  'Create or change an account',
  SaveAccount,
  AccountView,
);
export const getAccount = defineRequest('rpc.access.get-account.v1', 'Read an account', NameAccount, AccountView);
export const listAccounts = defineRequest(
  'rpc.access.list-accounts.v1',
  'List the accounts',
  ListAccounts,
  AccountList,
);
export const changePassword = defineRequest(
  'rpc.access.change-password.v1',
  'Change one’s own password',
  ChangePassword,
  AccountView,
);
