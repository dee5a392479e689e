import { Injectable } from '@nestjs/common';
import {
  accountSaved,
  forgetPersonalData,
  identifyPerson,
  Problem,
  problemOf,
  type ErasedCount,
  type IdentifiedPerson,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { addressOf, decodeCursor, encodeCursor, fact, Leavers } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AccountStore } from '../account/account.store.js';
import { ForgettingInLog } from '../audit/forgetting-in-log.service.js';
import { SessionService } from '../session/session.service.js';
import { goneOn, reported, type Erasure, type Known } from './domain/erasure.js';

const actor = { kind: 'system', id: 'access' } as const;
const asked = { actor, deadlineMs: 30_000 } as const;
/** Services that name people, in this order: what others copy from the directory follows it. */
const namers = ['assignment', 'intake', 'sla', 'notifications'] as const;

/** Puts a pseudonym in the place of somebody who works here no more (docs/adr/0027-people-who-left.md). */
@Injectable()
export class Leaving {
  constructor(
    private readonly bus: Bus,
    private readonly accounts: AccountStore,
    private readonly sessions: SessionService,
    private readonly leavers: Leavers,
    private readonly log: ForgettingInLog,
    private readonly time: Time,
  ) {}

  /** @throws Problem `not-found`, `validation-failed` when they work here still */
  async identify(id: string): Promise<Known> {
    const [person, account] = await Promise.all([this.personOf(id), this.accounts.load(id)]);
    if (!person && !account) throw new Problem('not-found', { context: { entity: 'person', id } });
    if (person?.active || account?.active) {
      throw new Problem('validation-failed', {
        errors: [{ pointer: '/id', message: 'must be nobody who works here' }],
      });
    }
    const addresses = [...(person?.addresses ?? []), ...(account ? [account.email] : [])];
    const names = [...(person?.names ?? []), ...(account ? [account.name] : [])];
    return { ids: [id], addresses: [...new Set(addresses)], names: [...new Set(names)] };
  }

  /** The next part of a service, or the first of the next service. */
  async part(erasure: Erasure, waitMs: number): Promise<Erasure> {
    const { _id: erasureId, kind, pseudonym, known, report, cursor } = erasure;
    const [at, place] = cursor === undefined ? [0, ''] : decodeCursor(cursor, 2);
    const service = namers[Number(at)]!;
    const part = {
      kind,
      ...known!,
      pseudonym,
      erasureId,
      ticketIds: [],
      ...(place !== '' && { cursor: String(place) }),
    };
    const told = await this.bus.ask(forgetPersonalData[service], part, asked);
    const next = told.next !== undefined ? [at, told.next] : [Number(at) + 1, ''];
    const isThrough = Number(next[0]) === namers.length;
    const going = {
      counts: told.counts,
      ...(told.wait && { wait: true }),
      ...(!isThrough && { next: encodeCursor(next) }),
    };
    return goneOn(erasure, going, reported(report, service, told.counts), new Date(this.time.now()), waitMs);
  }

  /**
   * In this service: account, sessions, what was told of both, and the log.
   * @param erasedBy the recorded action that answers for it
   * @returns nothing while what is on its way must arrive first
   */
  async forgetHere({ known, pseudonym }: Erasure, erasedBy: string): Promise<ErasedCount[] | undefined> {
    const { ids, addresses, names = [] } = known!;
    const [id] = ids as [string];
    const sessions = await this.sessions.endAll(id);
    if (await this.accounts.load(id)) await this.rename(id, pseudonym);
    let count = 0;
    for (let cursor: string | undefined; ;) {
      const told = await this.leavers.rename({ id, names, addresses, pseudonym }, cursor);
      if (told.wait) return undefined;
      count += told.counts.reduce((sum, one) => sum + one.count, 0);
      if (told.next === undefined) break;
      cursor = told.next;
    }
    return [
      { what: 'sessions', count: sessions },
      { what: 'names', count },
      { what: 'audit-records', count: await this.log.forgetPerson(id, erasedBy) },
    ];
  }

  /** Nobody signs in by it any more. */
  private async rename(id: string, pseudonym: string): Promise<void> {
    const email = addressOf(pseudonym);
    await this.accounts.revise(id, { actor, at: new Date(this.time.now()) }, (account) => {
      const { passwordHash: _, sso: __, secondFactor: ___, pendingFactor: ____, ...rest } = account;
      const { role, reach, active, name } = rest;
      if (name === pseudonym && rest.email === email) return undefined;
      const told = { accountId: id, email, name: pseudonym, role, ...(reach && { reach }), active };
      return { next: { ...rest, email, name: pseudonym }, facts: [fact(accountSaved, told)] };
    });
  }

  private personOf(id: string): Promise<IdentifiedPerson | undefined> {
    return this.bus.ask(identifyPerson, { kind: 'person', id }, asked).catch((error: unknown) => {
      if (problemOf(error).code !== 'not-found') throw error;
      return undefined;
    });
  }
}
