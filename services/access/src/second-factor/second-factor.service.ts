import { Injectable } from '@nestjs/common';
import {
  actorIn,
  Problem,
  secondFactorChanged,
  type Actor,
  type ConfirmSecondFactor,
  type Identity,
  type NewSecondFactor,
  type OwnPassword,
  type OwnSecurity,
  type RecoveryCodes,
  type SecondFactorChange,
} from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { PasswordChoice } from '../account/password-choice.service.js';
import { digitsIn, type SecondFactor } from '../domain/second-factor.js';
import { Gateways } from '../gateways.js';
import { RulesService } from '../rules/rules.service.js';
import { appUri, newAppSecret, stepOf } from './authenticator.js';
import { newRecoveryCodes } from './recovery.js';
import { SecretBox } from './secret-box.js';

const pendingMs = 15 * 60_000;

const wrongCode = (): Problem =>
  new Problem('validation-failed', { errors: [{ pointer: '/code', message: 'is not a code of now' }] });

/** People give their account a second factor, and take it away. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordChoice,
    private readonly rules: RulesService,
    private readonly box: SecretBox,
    private readonly gateways: Gateways,
    private readonly time: Time,
  ) {}

  async own(accountId: string): Promise<OwnSecurity> {
    return this.viewOf(await this.accounts.need(accountId));
  }

  /** @throws Problem `forbidden` when it is not the present password, or for lack of a key to keep secrets by */
  async begin({ password }: OwnPassword, identity: Identity): Promise<NewSecondFactor> {
    const account = await this.accounts.need(identity.id);
    await this.passwords.needOwn(account, password);
    const secret = newAppSecret();
    const pending = {
      sealed: this.box.seal(secret, account._id),
      expiresAt: new Date(this.time.now() + pendingMs),
    };
    await this.accounts.revise(account._id, this.origin(actorIn(identity)), (now) => ({
      next: { ...now, pendingFactor: pending },
      facts: [],
    }));
    return { secret, uri: appUri(secret, account.email) };
  }

  /** @throws Problem `link-expired` when none was begun of late, `validation-failed` for a wrong code */
  async confirm({ code }: ConfirmSecondFactor, identity: Identity): Promise<RecoveryCodes> {
    const account = await this.accounts.need(identity.id);
    await this.passwords.allowTry(account);
    const { pendingFactor: pending } = account;
    const at = this.time.now();
    if (!pending || pending.expiresAt.getTime() <= at) throw new Problem('link-expired');
    const digits = digitsIn(code);
    const step = digits && stepOf(this.box.open(pending.sealed, account._id), digits, at);
    if (typeof step !== 'number') throw wrongCode();
    const made = newRecoveryCodes();
    const factor = { sealed: pending.sealed, since: new Date(at), lastStep: step, recovery: made.digests };
    await this.change(identity, 'set', ({ pendingFactor, secondFactor: _, ...now }) => {
      if (pendingFactor?.sealed !== pending.sealed) throw new Problem('link-expired');
      return { ...now, secondFactor: factor };
    });
    return { codes: made.codes };
  }

  /** @throws Problem `forbidden` when it is not the present password */
  async remove({ password }: OwnPassword, identity: Identity): Promise<OwnSecurity> {
    await this.passwords.needOwn(await this.accounts.need(identity.id), password);
    return this.viewOf(await this.change(identity, 'removed', ({ secondFactor: _, pendingFactor: __, ...now }) => now));
  }

  /** @throws Problem `forbidden` when it is not the present password, `not-found` without a second factor */
  async renewCodes({ password }: OwnPassword, identity: Identity): Promise<RecoveryCodes> {
    await this.passwords.needOwn(await this.accounts.need(identity.id), password);
    const made = newRecoveryCodes();
    await this.change(identity, 'new-recovery-codes', (now) => ({
      ...now,
      secondFactor: { ...factorOf(now), recovery: made.digests },
    }));
    return { codes: made.codes };
  }

  private async change(
    identity: Identity,
    change: SecondFactorChange,
    evolve: (now: AccountDocument) => AccountDocument,
  ): Promise<AccountDocument> {
    const facts = [fact(secondFactorChanged, { accountId: identity.id, change })];
    const saved = await this.accounts.revise(identity.id, this.origin(actorIn(identity)), (now) => ({
      next: evolve(now),
      facts,
    }));
    // What a session may do hangs on it.
    this.gateways.mustAskAgain([identity.id]);
    return saved;
  }

  private origin(actor: Actor): { actor: Actor; at: Date } {
    return { actor, at: new Date(this.time.now()) };
  }

  private async viewOf({ role, passwordHash, secondFactor }: AccountDocument): Promise<OwnSecurity> {
    const since = secondFactor?.since.toISOString();
    return {
      hasPassword: passwordHash !== undefined,
      needsSecondFactor: (await this.rules.get()).secondFactorFor.includes(role),
      ...(secondFactor && { secondFactor: { since: since!, recoveryCodesLeft: secondFactor.recovery.length } }),
    };
  }
}

/** @throws Problem `not-found` */
export function factorOf({ secondFactor }: AccountDocument): SecondFactor {
  if (!secondFactor) throw new Problem('not-found', { detail: 'the account has no second factor' });
  return secondFactor;
}
