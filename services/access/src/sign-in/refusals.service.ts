import { Injectable, Logger } from '@nestjs/common';
import { signInRefused, type Refusal } from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccountStore } from '../account/account.store.js';

/** Remembers who did not get into an account. */
@Injectable()
export class Refusals {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly accounts: AccountStore,
    private readonly time: Time,
  ) {}

  /** Not waited for: it must not show in the time of the answer that there is an account. */
  note({ _id: accountId }: { _id: string }, why: Refusal, address?: string): void {
    const facts = [fact(signInRefused, { accountId, why, ...(address && { address }) })];
    const origin = { actor: { kind: 'system', id: 'access' }, at: new Date(this.time.now()) } as const;
    this.accounts
      .revise(accountId, origin, (next) => ({ next, facts }))
      .catch((error: unknown) => this.logger.warn(`a refused sign-in is not recorded: ${String(error)}`));
  }
}
