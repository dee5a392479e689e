import { Inject, Injectable } from '@nestjs/common';
import {
  linkMade,
  Problem,
  type Actor,
  type LinkPurpose,
  type LinkView,
  type MadeLink,
  type MakeLink,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccessConfig } from '../access.config.js';
import type { AccountDocument } from '../account/account.schema.js';
import { AccountStore } from '../account/account.store.js';
import { LinkStore, type LinkDocument } from './link.store.js';

const hour = 3_600_000;
const lasts: Readonly<Record<LinkPurpose, number>> = { 'set-up': 24 * hour, invitation: 7 * 24 * hour, reset: hour };

/** Links that let somebody in once. Only digests are kept. */
@Injectable()
export class Links {
  constructor(
    private readonly links: LinkStore,
    private readonly accounts: AccountStore,
    private readonly time: Time,
    @Inject(AccessConfig) private readonly config: AccessConfig,
  ) {}

  /** @throws Problem `not-found`, `forbidden` for an account that is not active */
  async forAccount(
    { accountId, by }: MakeLink,
    actor: Actor,
  ): Promise<MadeLink & { url: string; account: AccountDocument }> {
    const account = await this.accounts.need(accountId);
    if (!account.active) throw new Problem('forbidden', { detail: 'the account is not active' });
    const purpose = account.passwordHash === undefined ? 'invitation' : 'reset';
    // Of several links only the last one works.
    await this.links.removeOf(accountId);
    const made = await this.make(purpose, accountId);
    const facts = [fact(linkMade, { accountId, purpose, by })];
    await this.accounts.revise(accountId, { actor, at: new Date(this.time.now()) }, (next) => ({ next, facts }));
    return { ...made, account };
  }

  /** @throws Problem `already-exists` when there is an account */
  async forSetUp(): Promise<MadeLink & { url: string }> {
    await this.needNobody();
    return this.make('set-up');
  }

  /** @throws Problem `link-invalid`, `link-expired` */
  async read(digest: string): Promise<{ link: LinkDocument; account?: AccountDocument }> {
    const link = await this.links.get(digest);
    if (!link) throw new Problem('link-invalid');
    if (link.expiresAt.getTime() <= this.time.now()) throw new Problem('link-expired');
    if (link.accountId === undefined) {
      await this.needNobody();
      return { link };
    }
    const account = await this.accounts.load(link.accountId);
    if (!account?.active) throw new Problem('link-invalid');
    return { link, account };
  }

  async view(digest: string): Promise<LinkView> {
    const { link, account } = await this.read(digest);
    const about = account && { email: account.email, name: account.name };
    const { purpose, expiresAt } = link;
    return { purpose, expiresAt: expiresAt.toISOString(), ...about, minLength: this.config.PASSWORD_MIN_LENGTH };
  }

  /** Nobody comes by it again. @throws Problem `link-invalid` when somebody was faster */
  async use(digest: string): Promise<void> {
    if (!(await this.links.take(digest))) throw new Problem('link-invalid');
  }

  private async needNobody(): Promise<void> {
    if (!(await this.accounts.isEmpty()))
      throw new Problem('already-exists', { detail: 'there is an account already' });
  }

  private async make(purpose: LinkPurpose, accountId?: string): Promise<MadeLink & { url: string }> {
    const token = newSecret();
    const expiresAt = new Date(this.time.now() + lasts[purpose]);
    await this.links.add({ _id: digestOf(token), purpose, ...(accountId && { accountId }), expiresAt });
    const url = `${this.config.PUBLIC_URL.replace(/\/+$/, '')}/welcome/${token}`;
    return { purpose, expiresAt: expiresAt.toISOString(), url };
  }
}
