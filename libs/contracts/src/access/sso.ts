import { IsBoolean } from 'class-validator';
import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Line, Maybe, Nested, Text } from '../fields.js';
import { Digest } from './credential-fields.js';
import { Authenticated } from './session.js';

/** What the organisation’s own sign-in is called. */
export class SsoView {
  @Line(100) name: string;
}

/** What the sign-in page offers. */
export class SignInWays {
  @IsBoolean() password: boolean;
  /** The origin at which passkeys let somebody in; absent where there can be none (`PUBLIC_URL` is not https with a name). */
  @Maybe() @Line(300) passkeysAt?: string;
  /** Absent where none is configured. */
  @Maybe() @Nested(() => SsoView) sso?: SsoView;
}

/** Somebody goes to the organisation’s provider of identities. */
export class SsoWish {
  /** Path of ours where they want to be afterwards. */
  @Maybe() @Line(500) to?: string;
}

export class BeginSso extends SsoWish {
  /** Of a secret that only this browser has: nobody else can end what it began. */
  @Digest() browser: string;
  @Maybe() @Line(100) address?: string;
}

export class SsoBegun {
  @Text(8_000) url: string;
}

/** Somebody comes back from there. */
export class EndSso {
  @Digest() browser: string;
  /** The query with which they came. */
  @Text(8_000) query: string;
  /** Of the secret of the session that opens. */
  @Digest() digest: string;
  @Maybe() @Line(300) device?: string;
  @Maybe() @Line(100) address?: string;
}

export class SsoEnded {
  @Nested(() => Authenticated) session: Authenticated;
  @Maybe() @Line(500) to?: string;
}

export const getSignInWays = defineRequest(
  'rpc.access.get-sign-in-ways.v1',
  'Say how one can sign in here',
  Nothing,
  SignInWays,
);
export const beginSso = defineRequest(
  'rpc.access.begin-sso.v1',
  'Go to the organisation’s own sign-in',
  BeginSso,
  SsoBegun,
);
export const endSso = defineRequest(
  'rpc.access.end-sso.v1',
  'Come back from the organisation’s own sign-in',
  EndSso,
  SsoEnded,
);
