import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import {
  actorIn,
  passkeysChanged,
  Problem,
  type AddPasskey,
  type Identity,
  type OwnPassword,
  type PasskeyChange,
  type PasskeyList,
  type PasskeyQuestion,
  type PasskeyView,
} from '@deskbeat/contracts';
import { duplicateKeyOf, fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { PasswordChoice } from '../account/password-choice.service.js';
import { mostPasskeys, type Passkey } from '../domain/passkey.js';
import { Gateways } from '../gateways.js';
import { SessionEndings } from '../session/session-endings.service.js';
import { ChallengeStore } from './challenge.store.js';
import { RelyingParty } from './relying-party.js';
import { userHandleOf } from './user-handle.js';

/** People let devices of theirs sign in for them. */
@Injectable()
export class PasskeyService {
  constructor(
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordChoice,
    private readonly challenges: ChallengeStore,
    private readonly party: RelyingParty,
    private readonly endings: SessionEndings,
    private readonly gateways: Gateways,
    private readonly time: Time,
  ) {}

  /** @throws Problem `forbidden` when it is not the present password, or where there can be no passkeys */
  async begin({ password }: OwnPassword, { id }: Identity): Promise<PasskeyQuestion> {
    const account = await this.accounts.need(id);
    await this.passwords.needOwn(account, password);
    const options = await generateRegistrationOptions({
      rpName: 'Deskbeat',
      rpID: this.party.id,
      userID: new Uint8Array(Buffer.from(userHandleOf(id), 'base64url')),
      userName: account.email,
      userDisplayName: account.name,
      excludeCredentials: passkeysOf(account).map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.challenges.add(options.challenge, id);
    return { options };
  }

  /** @throws Problem `validation-failed` when the answer is not good or there are too many, `already-exists` */
  async add({ name, response }: AddPasskey, identity: Identity): Promise<PasskeyView> {
    const credential = await this.verified(response, identity.id);
    const passkey: Passkey = { id: randomUUID(), name, ...credential, createdAt: new Date(this.time.now()) };
    await this.change(identity, 'added', name, (known) => {
      if (known.length >= mostPasskeys)
        throw new Problem('validation-failed', { detail: 'there are too many already' });
      return [...known, passkey];
    }).catch((error: unknown) => {
      throw duplicateKeyOf(error) === undefined ? error : new Problem('already-exists');
    });
    return viewOf(passkey);
  }

  async list(accountId: string): Promise<PasskeyList> {
    return { items: passkeysOf(await this.accounts.need(accountId)).map(viewOf) };
  }

  /** One that is not there is removed already. Whoever came in by it elsewhere is signed out. */
  async remove(passkeyId: string, identity: Identity): Promise<PasskeyList> {
    const gone = passkeysOf(await this.accounts.need(identity.id)).find(({ id }) => id === passkeyId);
    if (gone) {
      await this.change(identity, 'removed', gone.name, (known) => known.filter(({ id }) => id !== passkeyId));
      await this.endings.endThoseBy(passkeyId, identity);
    }
    return this.list(identity.id);
  }

  private async verified(response: object, accountId: string) {
    const outcome = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: (challenge) => this.challenges.take(challenge, accountId),
      expectedOrigin: this.party.origin,
      expectedRPID: this.party.id,
      requireUserVerification: true,
    }).catch(() => undefined);
    if (!outcome?.verified) {
      const errors = [{ pointer: '/response', message: 'is not what the device was asked' }];
      throw new Problem('validation-failed', { errors });
    }
    const { id, publicKey, counter } = outcome.registrationInfo.credential;
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
  }

  private async change(
    identity: Identity,
    change: PasskeyChange,
    name: string,
    evolve: (known: Passkey[]) => Passkey[],
  ): Promise<AccountDocument> {
    const facts = [fact(passkeysChanged, { accountId: identity.id, change, name })];
    const origin = { actor: actorIn(identity), at: new Date(this.time.now()) };
    const saved = await this.accounts.revise(identity.id, origin, ({ passkeys = [], ...now }) => {
      const next = evolve(passkeys);
      // The index of those who have any is a sparse one.
      return { next: { ...now, ...(next.length > 0 && { passkeys: next }) }, facts };
    });
    // What a session may do hangs on it.
    this.gateways.mustAskAgain([identity.id]);
    return saved;
  }
}

const passkeysOf = ({ passkeys = [] }: AccountDocument): Passkey[] => passkeys;

const viewOf = ({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyView => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
});
