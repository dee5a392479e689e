import { Injectable } from '@nestjs/common';
import {
  actorIn,
  sessionsEnded,
  type Actor,
  type EndedSessions,
  type Identity,
  type SessionEnding,
} from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccountStore } from '../account/account.store.js';
import { holderOf, SessionService } from './session.service.js';

/** Sessions that somebody ends, with a fact that tells who. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly sessions: SessionService,
    private readonly accounts: AccountStore,
    private readonly time: Time,
  ) {}

  /** @param identity whose session it must be */
  async endOne(sessionId: string, identity: Identity): Promise<EndedSessions> {
    return this.signedOut(identity, await this.sessions.endOne(identity, sessionId));
  }

  async endOthers(identity: Identity): Promise<EndedSessions> {
    return this.signedOut(identity, await this.sessions.endAll(holderOf(identity), identity.session));
  }

  /** @throws Problem `not-found` when there is no such account */
  async endAll(accountId: string, actor: Actor, why: SessionEnding, exceptId?: string): Promise<EndedSessions> {
    await this.accounts.need(accountId);
    return this.told(accountId, actor, why, await this.sessions.endAll(accountId, exceptId));
  }

  /** Whoever has the device is signed out, except who removes it from there. */
  async endThoseBy(passkey: string, identity: Identity): Promise<EndedSessions> {
    const ended = await this.sessions.endThoseBy(passkey, identity.id, identity.session);
    return this.told(identity.id, actorIn(identity), 'passkey-removed', ended);
  }

  /** Customers have no account that could tell of it. */
  private async signedOut(identity: Identity, ended: number): Promise<EndedSessions> {
    if (identity.kind === 'customer') return { ended };
    return this.told(identity.id, actorIn(identity), 'signed-out', ended);
  }

  private async told(accountId: string, actor: Actor, why: SessionEnding, ended: number): Promise<EndedSessions> {
    const facts = [fact(sessionsEnded, { accountId, ended, why })];
    const origin = { actor, at: new Date(this.time.now()) };
    if (ended > 0) await this.accounts.revise(accountId, origin, ({ ...next }) => ({ next, facts }));
    return { ended };
  }
}
