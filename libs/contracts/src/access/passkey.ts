import { IsObject, ValidateBy } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { Nothing } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf } from '../fields.js';
import { Digest } from './credential-fields.js';
import { OwnPassword } from './second-factor.js';
import { Authenticated } from './session.js';

const mostOfAnAnswer = 20_000;
/** What `PublicKeyCredential.toJSON()` makes: an object whose fields grow with browsers, of up to 20,000 characters. */
const BrowserAnswer = (): PropertyDecorator =>
  applyDecorators(
    IsObject(),
    ValidateBy({
      name: 'browserAnswer',
      validator: {
        validate: (value: unknown) => (JSON.stringify(value) ?? '').length <= mostOfAnAnswer,
        defaultMessage: () => `$property must have ${mostOfAnAnswer} characters at most`,
      },
    }),
  );

/** What a browser’s `navigator.credentials` is asked, in the JSON of WebAuthn level 3. It counts once, for five minutes. */
export class PasskeyQuestion {
  @IsObject() options: object;
}

export class AddPasskey {
  /** What its owner calls it: `Laptop`. */
  @Line(100) name: string;
  /** What the browser answered. */
  @BrowserAnswer() response: object;
}

export class PasskeyView {
  @Id() id: string;
  @Line(100) name: string;
  @Instant() createdAt: string;
  @Maybe() @Instant() lastUsedAt?: string;
}

export class PasskeyList {
  @ListOf(() => PasskeyView, 20) items: PasskeyView[];
}

export class NamePasskey {
  @Id() passkeyId: string;
}

export class AskForPasskey {
  /** Where it comes from. */
  @Maybe() @Line(100) address?: string;
}

/** What somebody says who signs in by a passkey. */
export class PasskeyAnswer {
  @BrowserAnswer() response: object;
}

export class SignInByPasskey extends PasskeyAnswer {
  /** Of the secret of the session that opens. */
  @Digest() digest: string;
  @Maybe() @Line(300) device?: string;
  @Maybe() @Line(100) address?: string;
}

export const passkeyChanges = ['added', 'removed'] as const;
export type PasskeyChange = (typeof passkeyChanges)[number];

export class PasskeysChanged {
  @Id() accountId: string;
  @OneOf(passkeyChanges) change: PasskeyChange;
  @Line(100) name: string;
}

export const beginPasskey = defineRequest(
  'rpc.access.begin-passkey.v1',
  'Say what a device must answer to become a passkey',
  OwnPassword,
  PasskeyQuestion,
);
export const addPasskey = defineRequest(
  'rpc.access.add-passkey.v1',
  'Sign in by a device from now on',
  AddPasskey,
  PasskeyView,
);
export const listPasskeys = defineRequest('rpc.access.list-passkeys.v1', 'List one’s passkeys', Nothing, PasskeyList);
export const removePasskey = defineRequest(
  'rpc.access.remove-passkey.v1',
  'Sign in by a device no more',
  NamePasskey,
  PasskeyList,
);
export const askForPasskey = defineRequest(
  'rpc.access.ask-for-passkey.v1',
  'Say what a passkey must sign to let somebody in',
  AskForPasskey,
  PasskeyQuestion,
);
export const signInByPasskey = defineRequest(
  'rpc.access.sign-in-by-passkey.v1',
  'Sign in by a passkey',
  SignInByPasskey,
  Authenticated,
);
export const passkeysChanged = defineEvent(
  'evt.account.passkeys-changed.v1',
  'Somebody signs in by one more device, or one less',
  PasskeysChanged,
);
