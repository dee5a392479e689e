import { IsBoolean, IsInt } from 'class-validator';
import { Nothing } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, Nested, OneOf, Whole } from '../fields.js';
import { Digest, Scopes, SecretText } from './credential-fields.js';
import { accountRoles, Identity, type AccountRole } from './identity.js';

/** What a program may be: a system that reports and reads, or as much as an account of that role. */
export const keyRoles = ['system', ...accountRoles] as const;
export type KeyRole = 'system' | AccountRole;

/** Lets a program in. The secret is shown once. */
export class CreateKey {
  @Line(100) name: string;
  /** `system` unless said. */
  @Maybe() @OneOf(keyRoles) role?: KeyRole;
  /** Permission keys like `intake.open-ticket`, or `intake.*`: nothing else is allowed then. */
  @Maybe() @Scopes(200) scopes?: string[];
  /** Whether it may say for whom it acts (`X-Deskbeat-Actor`): they are recorded, what is allowed is what the key may. */
  @Maybe() @IsBoolean() actsForOthers?: boolean;
  @Maybe() @Instant() expiresAt?: string;
}

export class NameKey {
  @Id() keyId: string;
}

/** A new secret; the one before is good for a while, so that programs can change over. */
export class RotateKey extends NameKey {
  /** Hours, 24 unless said. */
  @Maybe() @Whole(0, 720) overlapHours?: number;
}

export class KeyView {
  @Id() id: string;
  @IsInt() version: number;
  @Line(100) name: string;
  @OneOf(keyRoles) role: KeyRole;
  @Maybe() @Scopes(200) scopes?: string[];
  @IsBoolean() actsForOthers: boolean;
  /** How the secret begins, to tell keys apart. */
  @Line(20) begins: string;
  @Instant() createdAt: string;
  @Maybe() @Instant() expiresAt?: string;
  @Maybe() @Instant() rotatedAt?: string;
  /** To within a minute. */
  @Maybe() @Instant() lastUsedAt?: string;
}

export class NewKey {
  @Nested(() => KeyView) key: KeyView;
  /** To be sent as `Authorization: Bearer …`. Nobody can show it again. */
  @SecretText() secret: string;
}

export class KeyList {
  @ListOf(() => KeyView, 1_000) items: KeyView[];
}

export class AuthenticateKey {
  @Digest() digest: string;
}

export class KeyHolder {
  @Nested(() => Identity) identity: Identity;
  @Id() keyId: string;
  @IsBoolean() actsForOthers: boolean;
  @Maybe() @Instant() expiresAt?: string;
}

export class KeyChanged {
  @Id() keyId: string;
  @Line(100) name: string;
  @OneOf(keyRoles) role: KeyRole;
  @Maybe() @Scopes(200) scopes?: string[];
  @IsBoolean() actsForOthers: boolean;
}

export const createKey = defineRequest('rpc.access.create-key.v1', 'Let a program in', CreateKey, NewKey);
export const rotateKey = defineRequest('rpc.access.rotate-key.v1', 'Give a key a new secret', RotateKey, NewKey);
export const revokeKey = defineRequest('rpc.access.revoke-key.v1', 'Let a program in no more', NameKey, KeyView);
export const listKeys = defineRequest('rpc.access.list-keys.v1', 'List the keys of programs', Nothing, KeyList);
export const authenticateKey = defineRequest(
  'rpc.access.authenticate-key.v1',
  'Say whose key a secret is',
  AuthenticateKey,
  KeyHolder,
);
export const keyCreated = defineEvent('evt.key.created.v1', 'A program may come in', KeyChanged);
export const keyRotated = defineEvent('evt.key.rotated.v1', 'A key has a new secret', KeyChanged);
export const keyRevoked = defineEvent('evt.key.revoked.v1', 'A program may come in no more', KeyChanged);
