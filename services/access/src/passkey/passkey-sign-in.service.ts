import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
} from '@simplewebauthn/server';
import {
  Problem,
  type AskForPasskey,
  type Authenticated,
  type PasskeyQuestion,
  type Refusal,
  type SignInByPasskey,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { AccessConfig } from '../access.config.js';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { used, type Passkey } from '../domain/passkey.js';
import { Refusals } from '../sign-in/refusals.service.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { ThrottleStore } from '../sign-in/throttle.store.js';
import { anybody, ChallengeStore } from './challenge.store.js';
import { RelyingParty } from './relying-party.js';
import { userHandleOf } from './user-handle.js';

const quarterMs = 15 * 60_000;
/** Addresses may be those of many. */
const addressFactor = 10;

/** Signing in by a passkey: the device knows whose it is, so no address is asked for. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly accounts: AccountStore,
    private readonly challenges: ChallengeStore,
    private readonly party: RelyingParty,
    private readonly signIns: SignInService,
    private readonly throttle: ThrottleStore,
    private readonly refusals: Refusals,
    private readonly time: Time,
    @Inject(AccessConfig) private readonly config: AccessConfig,
  ) {}

  /** @throws Problem `too-many-requests`, `forbidden` where there can be no passkeys */
  async ask({ address = 'unknown' }: AskForPasskey): Promise<PasskeyQuestion> {
    await this.count('passkey-question', address);
    const options = await generateAuthenticationOptions({ rpID: this.party.id, userVerification: 'required' });
    await this.challenges.add(options.challenge, anybody);
    return { options };
  }

  /** @throws Problem `sign-in-failed`, `too-many-requests` */
  async enter({ response, ...arrival }: SignInByPasskey): Promise<Authenticated> {
    await this.count('passkey', arrival.address ?? 'unknown');
    const answer = response as unknown as AuthenticationResponseJSON;
    const account = typeof answer.id === 'string' ? await this.accounts.withPasskey(answer.id) : undefined;
    const passkey = account?.passkeys?.find(({ credentialId }) => credentialId === answer.id);
    if (!account || !passkey) throw new Problem('sign-in-failed');
    const why = await this.refusal(answer, account, passkey);
    if (why) {
      this.refusals.note(account, why, arrival.address);
      throw new Problem('sign-in-failed');
    }
    return this.signIns.enter(account, { ...arrival, use: 'browser', passkey: passkey.id }, 'passkey');
  }

  /** What speaks against an answer; when nothing does, the use of the passkey is noted. */
  private async refusal(
    answer: AuthenticationResponseJSON,
    account: AccountDocument,
    passkey: Passkey,
  ): Promise<Refusal | undefined> {
    const counter = await this.verified(answer, account, passkey);
    if (counter === undefined) return 'wrong-passkey';
    if (!account.active) return 'not-active';
    return (await this.use(account, passkey, counter)) ? undefined : 'copied-passkey';
  }

  /** @returns how often the device has signed; nothing when the answer is not good */
  private async verified(
    response: AuthenticationResponseJSON,
    { _id }: AccountDocument,
    { credentialId: id, publicKey }: Passkey,
  ): Promise<number | undefined> {
    const outcome = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => this.challenges.take(challenge, anybody),
      expectedOrigin: this.party.origin,
      expectedRPID: this.party.id,
      requireUserVerification: true,
      // Its count is looked at by `used`, in the same write that notes it.
      credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 },
    }).catch(() => undefined);
    const isGood = outcome?.verified && response.response.userHandle === userHandleOf(_id);
    return isGood ? outcome.authenticationInfo.newCounter : undefined;
  }

  /** Of two that show the same count at the same moment one comes in. */
  private async use({ _id: id }: AccountDocument, { credentialId }: Passkey, counter: number): Promise<boolean> {
    const at = new Date(this.time.now());
    let isUsed = false;
    await this.accounts.revise(id, { actor: { kind: 'person', id }, at }, (now) => {
      const passkeys = used(now.passkeys ?? [], credentialId, counter, at);
      isUsed = passkeys !== undefined;
      return passkeys && { next: { ...now, passkeys }, facts: [] };
    });
    return isUsed;
  }

  private count(what: string, whose: string): Promise<void> {
    const most = this.config.SIGN_IN_ATTEMPTS * addressFactor;
    return this.throttle.take({ what, whose, most, withinMs: quarterMs });
  }
}
