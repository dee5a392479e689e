import { Inject, Injectable } from '@nestjs/common';
import {
  accountSaved,
  actorIn,
  passwordChanged,
  Problem,
  secondFactorChanged,
  type AccountList,
  type AccountView,
  type Actor,
  type ChangePassword,
  type Identity,
  type ListAccounts,
  type SaveAccount,
} from '@deskbeat/contracts';
import { decodeCursor, fact, Journal, journalToken, pageOf } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { changedStanding, isOtherToOthers, newStanding, type Standing } from '../domain/account.js';
import { hasSecondFactor } from '../domain/second-factor.js';
import { Gateways } from '../gateways.js';
import { Directory } from '../people/directory.js';
import { PeopleStore } from '../people/people.store.js';
import { SessionEndings } from '../session/session-endings.service.js';
import type { AccountDocument } from './account.schema.js';
import { AccountStore } from './account.store.js';
import { PasswordChoice } from './password-choice.service.js';

@Injectable()
export class AccountService {
  constructor(
    private readonly accounts: AccountStore,
    private readonly people: PeopleStore,
    private readonly endings: SessionEndings,
    private readonly directory: Directory,
    private readonly passwords: PasswordChoice,
    private readonly gateways: Gateways,
    private readonly time: Time,
    @Inject(journalToken('account')) private readonly journal: Journal,
  ) {}

  async save(asked: SaveAccount, actor: Actor): Promise<AccountView> {
    const { accountId: id, seenVersion } = asked;
    const known = await this.accounts.load(id);
    if (!known) {
      const created = await this.create(asked, actor);
      await this.directory.take(created);
      return this.viewOf(created);
    }
    let before: Standing = known;
    const saved = await this.accounts.revise(id, this.origin(actor), (now) => {
      if (seenVersion !== undefined && seenVersion !== now.version) {
        throw new Problem('version-conflict', { context: { currentVersion: now.version } });
      }
      const standing = changedStanding(now, asked);
      if (!standing) return undefined;
      before = now;
      return { next: { ...now, ...standing }, facts: [saying(id, standing, now.role)] };
    });
    if (isOtherToOthers(before, saved)) this.gateways.mustAskAgain([id]);
    if (!saved.active) await this.endings.endAll(id, actor, 'not-active');
    return this.viewOf(saved);
  }

  async get(id: string): Promise<AccountView> {
    return this.viewOf(await this.accounts.need(id));
  }

  async list({ cursor, limit = 50 }: ListAccounts): Promise<AccountList> {
    const [after] = cursor === undefined ? [''] : decodeCursor(cursor, 1);
    const read = await this.accounts.page(String(after), limit + 1);
    const { items, next } = pageOf(read, limit, ({ _id }) => [_id]);
    const teams = await this.people.teamsOf(items.map(({ _id }) => _id));
    return { items: items.map((one) => viewOf(one, teams.get(one._id))), ...(next && { next }) };
  }

  /** @throws Problem `forbidden` when the present password is another one, `validation-failed` */
  async changePassword({ current, next }: ChangePassword, identity: Identity): Promise<AccountView> {
    const account = await this.accounts.need(identity.id);
    const actor = actorIn(identity);
    await this.passwords.needOwn(account, current, '/current');
    const passwordHash = await this.passwords.hashOf(next, account, '/next');
    const saved = await this.accounts.revise(account._id, this.origin(actor), (now) => ({
      next: { ...now, passwordHash },
      facts: [fact(passwordChanged, { accountId: account._id })],
    }));
    await this.endings.endAll(account._id, actor, 'password-changed', identity.session);
    return this.viewOf(saved);
  }

  /** Somebody has lost their devices: they come in by their password alone, and set up others. */
  async resetSecondFactor(id: string, actor: Actor): Promise<AccountView> {
    const facts = [fact(secondFactorChanged, { accountId: id, change: 'reset' })];
    const saved = await this.accounts.revise(
      id,
      this.origin(actor),
      ({ secondFactor, passkeys, pendingFactor: _, ...now }) => (secondFactor ?? passkeys) && { next: now, facts },
    );
    await this.endings.endAll(id, actor, 'ended');
    return this.viewOf(saved);
  }

  republish(since: Date): Promise<number> {
    return this.journal.republish(since);
  }

  private create(asked: SaveAccount, actor: Actor): Promise<AccountDocument> {
    const { accountId: _id } = asked;
    const standing = newStanding(asked);
    const createdAt = new Date(this.time.now());
    return this.accounts.create({ _id, ...standing, createdAt }, [saying(_id, standing)], this.origin(actor));
  }

  private origin(actor: Actor): { actor: Actor; at: Date } {
    return { actor, at: new Date(this.time.now()) };
  }

  private async viewOf(account: AccountDocument): Promise<AccountView> {
    return viewOf(account, (await this.people.teamsOf([account._id])).get(account._id));
  }
}

const saying = (accountId: string, standing: Standing, formerRole = standing.role) =>
  fact(accountSaved, { accountId, ...standing, ...(formerRole !== standing.role && { formerRole }) });

const viewOf = (account: AccountDocument, teams: string[] = []): AccountView => {
  const { _id, version, email, name, role, reach, active, passwordHash, createdAt, lastSignInAt } = account;
  return {
    id: _id,
    version,
    email,
    name,
    role,
    ...(reach && { reach }),
    active,
    teams,
    hasPassword: passwordHash !== undefined,
    hasSecondFactor: hasSecondFactor(account),
    createdAt: createdAt.toISOString(),
    ...(lastSignInAt && { lastSignInAt: lastSignInAt.toISOString() }),
  };
};
