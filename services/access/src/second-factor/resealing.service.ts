import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Time } from '@deskbeat/service';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { SecretBox } from './secret-box.js';

const together = 200;
const actor = { kind: 'system', id: 'access' } as const;

/** Puts what older keys enciphered under the key of now, once at each start that names older ones. */
@Injectable()
export class Resealing implements OnApplicationBootstrap {
  private readonly logger = new Logger('secrets');

  constructor(
    private readonly accounts: AccountStore,
    private readonly box: SecretBox,
    private readonly time: Time,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.box.hasOlderKeys) return;
    this.all().then(
      (count) =>
        this.logger.log(`${count} secrets were put under SECRETS_KEY: SECRETS_KEYS_BEFORE is not needed any more`),
      (error: unknown) => this.logger.error(`secrets under older keys are left: ${String(error)}`),
    );
  }

  /** @returns how many were put under the key of now */
  async all(): Promise<number> {
    let count = 0;
    for (let after = ''; ;) {
      const some = await this.accounts.page(after, together);
      for (const account of some) count += (await this.one(account)) ? 1 : 0;
      const last = some.at(-1);
      if (!last || some.length < together) return count;
      after = last._id;
    }
  }

  private async one({ _id, secondFactor }: AccountDocument): Promise<boolean> {
    if (!secondFactor || !this.box.isUnderOlderKey(secondFactor.sealed, _id)) return false;
    await this.accounts.revise(_id, { actor, at: new Date(this.time.now()) }, (now) => {
      const factor = now.secondFactor;
      if (!factor || !this.box.isUnderOlderKey(factor.sealed, _id)) return undefined;
      const sealed = this.box.seal(this.box.open(factor.sealed, _id), _id);
      return { next: { ...now, secondFactor: { ...factor, sealed } }, facts: [] };
    });
    return true;
  }
}
