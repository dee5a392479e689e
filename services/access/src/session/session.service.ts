import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  sessionsEnded,
  type Actor,
  type Authenticated,
  type Identity,
  type OpenSession,
  type SessionUse,
  type SignInWay,
} from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccessConfig } from '../access.config.js';
import { AccountStore } from '../account/account.store.js';
import { offering, presented, replacing } from '../domain/session-secrets.js';
import { Gateways } from '../gateways.js';
import { SessionViews } from './session-view.service.js';
import { SessionStore, type SessionDocument } from './session.store.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Requests of a browser that were on their way when its secret was replaced. */
const graceMs = minute;
/** What a browser says of itself can be long. */
const most = 500;

/** Where and as what somebody comes in. */
export interface Arrival {
  digest: string;
  use: SessionUse;
  way?: SignInWay;
  /** Id of the passkey by which they come. */
  passkey?: string;
  device?: string;
  address?: string;
}

export type Owner = Pick<SessionDocument, 'accountId' | 'customerEmail'>;

/** Under which name the sessions of somebody are kept. */
export const holderOf = ({ kind, id }: Pick<Actor, 'kind' | 'id'>): string =>
  kind === 'customer' ? `customer:${id}` : id;

const stranger = (): Problem => new Problem('unauthenticated');

@Injectable()
export class SessionService {
  constructor(
    private readonly sessions: SessionStore,
    private readonly accounts: AccountStore,
    private readonly views: SessionViews,
    private readonly gateways: Gateways,
    private readonly time: Time,
    @Inject(AccessConfig) private readonly config: AccessConfig,
  ) {}

  /** @param owner an account, or a customer by an address */
  async open(owner: Owner, { digest, use, way, passkey, device, address }: Arrival): Promise<Authenticated> {
    const now = new Date(this.time.now());
    const session: SessionDocument = {
      _id: randomUUID(),
      ...owner,
      use,
      ...(way && { way }),
      ...(passkey && { passkey }),
      ...(device && { device }),
      ...(address && { address }),
      secrets: [{ digest, state: 'current' }],
      createdAt: now,
      renewedAt: now,
      expiresAt: this.endOf(use, now, now),
      revision: 1,
    };
    await this.sessions.add(session);
    return this.views.of(session);
  }

  /** @throws Problem `unauthenticated` */
  async authenticate(digest: string): Promise<Authenticated> {
    return this.views.of(await this.used(digest));
  }

  /** @throws Problem `unauthenticated` */
  async renew(digest: string, nextDigest: string): Promise<Authenticated> {
    for (;;) {
      const session = await this.used(digest);
      const now = new Date(this.time.now());
      const exchanged = session.use === 'program' ? replacing : offering;
      const changed = {
        secrets: exchanged(session.secrets, nextDigest, now),
        renewedAt: now,
        expiresAt: this.endOf(session.use, session.createdAt, now),
      };
      if (await this.sessions.replace(session, changed)) return this.views.of({ ...session, ...changed });
    }
  }

  async list(accountId: string, currentId?: string): Promise<OpenSession[]> {
    const now = new Date(this.time.now());
    const open = (await this.sessions.ofAccount(accountId, most)).filter(({ expiresAt }) => expiresAt > now);
    return open.map(({ _id, use, device, address, createdAt, renewedAt, expiresAt }) => ({
      id: _id,
      use,
      ...(device && { device }),
      ...(address && { address }),
      createdAt: createdAt.toISOString(),
      seenAt: renewedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      current: _id === currentId,
    }));
  }

  /** Ends one's own session; another's is as if it were not there. */
  async endOne(identity: Identity, id: string): Promise<number> {
    if (identity.session === id) return this.remove([id]);
    const session = await this.sessions.get(id);
    return session?.accountId === holderOf(identity) ? this.remove([id]) : 0;
  }

  async endAll(accountId: string, exceptId?: string): Promise<number> {
    let ended = 0;
    for (;;) {
      const some = await this.sessions.ofAccount(accountId, most);
      const ids = some.map(({ _id }) => _id).filter((id) => id !== exceptId);
      if (ids.length === 0) return ended;
      ended += await this.remove(ids);
    }
  }

  /** @param addresses by which they may have come in, whoever had them then; in small letters */
  async endOfCustomers(ids: readonly string[], addresses: readonly string[]): Promise<number> {
    let ended = 0;
    for (const id of ids) ended += await this.endAll(holderOf({ kind: 'customer', id }));
    for (const address of addresses) ended += await this.remove(await this.sessions.idsOfAddress(address));
    return ended;
  }

  /** Those that somebody opened by a passkey. */
  async endThoseBy(passkey: string, accountId: string, exceptId?: string): Promise<number> {
    const open = await this.sessions.ofAccount(accountId, most);
    const theirs = open.filter((one) => one.passkey === passkey && one._id !== exceptId);
    return this.remove(theirs.map(({ _id }) => _id));
  }

  private async remove(ids: string[]): Promise<number> {
    const removed = await this.sessions.remove(ids);
    this.gateways.mustAskAgain(ids);
    return removed;
  }

  /** The session that a secret opens, with that use of it noted. */
  private async used(digest: string): Promise<SessionDocument> {
    for (;;) {
      const now = new Date(this.time.now());
      const session = await this.sessions.withSecret(digest);
      if (!session || session.expiresAt <= now) throw stranger();
      const outcome = presented(session.secrets, digest, now, session.use === 'browser' ? graceMs : 0);
      switch (outcome.kind) {
        case 'unknown':
          throw stranger();
        case 'good':
          return session;
        case 'reused':
          // One of the two who have it is a thief, and nobody knows which.
          await this.endStolen(session);
          throw stranger();
        case 'promoted': {
          const { secrets } = outcome;
          if (await this.sessions.replace(session, { secrets })) {
            return { ...session, secrets, revision: session.revision + 1 };
          }
        }
      }
    }
  }

  private async endStolen({ _id, accountId, customerEmail }: SessionDocument): Promise<void> {
    const ended = await this.remove([_id]);
    if (ended === 0 || customerEmail !== undefined) return;
    const facts = [fact(sessionsEnded, { accountId, ended, why: 'reused-secret' })];
    const origin = { actor: { kind: 'system', id: 'access' }, at: new Date(this.time.now()) } as const;
    await this.accounts.revise(accountId, origin, ({ ...next }) => ({ next, facts }));
  }

  private endOf(use: SessionUse, createdAt: Date, now: Date): Date {
    const { SESSION_IDLE_HOURS, SESSION_DAYS, REFRESH_DAYS } = this.config;
    if (use === 'program') return new Date(now.getTime() + REFRESH_DAYS * day);
    return new Date(Math.min(now.getTime() + SESSION_IDLE_HOURS * hour, createdAt.getTime() + SESSION_DAYS * day));
  }
}
