import { Injectable } from '@nestjs/common';
import { sessionsEnded, type Actor, type EndedSessions, type SessionEnding } from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccountStore } from '../account/account.store.js';
import { SessionService } from './session.service.js';

/** Sessions that somebody ends, with a fact that tells who. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly sessions: SessionService,
    private readonly accounts: AccountStore,
    private readonly time: Time,
  ) {}

  /** @param actor whose session it must be */
  async endOne(sessionId: string, actor: Actor): Promise<EndedSessions> {
    const ended = await this.sessions.endOne(actor.id, sessionId);
    return this.told(actor.id, actor, 'signed-out', ended);
  }

  /** @throws Problem `not-found` when there is no such account */
  async endAll(accountId: string, actor: Actor, why: SessionEnding, exceptId?: string): Promise<EndedSessions> {
    await this.accounts.need(accountId);
    return this.told(accountId, actor, why, await this.sessions.endAll(accountId, exceptId));
  }

  private async told(accountId: string, actor: Actor, why: SessionEnding, ended: number): Promise<EndedSessions> {
    const facts = [fact(sessionsEnded, { accountId, ended, why })];
    const origin = { actor, at: new Date(this.time.now()) };
    if (ended > 0) await this.accounts.revise(accountId, origin, ({ ...next }) => ({ next, facts }));
    return { ended };
  }
}
