import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  forgetPersonalData,
  identifyCustomer,
  Problem,
  type Actor,
  type ErasePerson,
  type ErasureList,
  type ErasureView,
  type ForgottenData,
  type ListErasures,
  type NameSubject,
  type Subject,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { decodeCursor, pageOf } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AuditService } from '../audit/audit.service.js';
import { HoldService } from '../retention/hold.service.js';
import {
  ended,
  forgetters,
  goneOn,
  pseudonymOf,
  reported,
  viewOf,
  type Erasure,
  type Forgetter,
  type Known,
} from './domain/erasure.js';
import { ErasureStore } from './erasure.store.js';
import { ForgettingHere } from './forgetting-here.service.js';
import { Leaving } from './leaving.service.js';

const actor = { kind: 'system', id: 'access' } as const;
/** Until what is on its way has arrived. */
const waitMs = 1_500;

/** Forgets people, service by service (docs/adr/0022-forgetting-people.md). */
@Injectable()
export class ErasureService {
  constructor(
    private readonly store: ErasureStore,
    private readonly bus: Bus,
    private readonly log: AuditService,
    private readonly here: ForgettingHere,
    private readonly leaving: Leaving,
    private readonly holds: HoldService,
    private readonly time: Time,
  ) {}

  /** By what somebody may be forgotten. @throws Problem `not-found`, `on-hold`, `validation-failed` */
  private async knownOf({ kind, id }: NameSubject): Promise<Known> {
    if (kind === 'person') return this.leaving.identify(id);
    const { ids, addresses } = await this.identify({ kind, id });
    await this.holds.checkFree(ids);
    return { ids, addresses };
  }

  /** By what somebody is known. @throws Problem `not-found` */
  async identify(subject: NameSubject): Promise<Subject> {
    if (subject.kind === 'customer') return this.bus.ask(identifyCustomer, subject, { actor });
    throw new Problem('validation-failed', { errors: [{ pointer: '/kind', message: 'must be customer' }] });
  }

  /** Durable when it resolves; asked for again it is the same one, begun anew if it was done. @throws Problem `not-found`, `on-hold` */
  async begin({ kind, id, reason }: ErasePerson, by: Actor): Promise<ErasureView> {
    const known = await this.knownOf({ kind, id });
    const now = new Date(this.time.now());
    const _id = `${kind}-${id}`;
    const before = await this.store.load(_id);
    if (before && !before.doneAt) return viewOf(before);
    const pseudonym = before?.pseudonym ?? pseudonymOf(kind, createHash('sha256').update(_id).digest('hex'));
    const begun: Erasure = {
      ...{ _id, version: 1, kind, subjectId: id, pseudonym, by, startedAt: now, dueAt: now, known, report: [] },
      ...(reason !== undefined && { reason }),
    };
    await (before ? this.store.save(before, begun) : this.store.begin(begun));
    return viewOf((await this.store.load(_id))!);
  }

  async get(id: string): Promise<ErasureView> {
    const found = await this.store.load(id);
    if (!found) throw new Problem('not-found', { context: { entity: 'erasure', id } });
    return viewOf(found);
  }

  async list({ cursor, limit = 50 }: ListErasures): Promise<ErasureList> {
    const read = await this.store.newest(cursor === undefined ? undefined : decodeCursor(cursor, 2), limit + 1);
    const { items, next } = pageOf(read, limit, ({ startedAt, _id }) => [startedAt.getTime(), _id]);
    return { items: items.map(viewOf), ...(next && { next }) };
  }

  due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    return this.store.due(new Date(now), limit, except);
  }

  /** Does the next part. Whoever is killed in between leaves it to be done again, which changes nothing. */
  async goOn(id: string): Promise<void> {
    const erasure = await this.store.load(id);
    if (!erasure?.known) return;
    await this.store.save(erasure, erasure.isThrough ? await this.end(erasure) : await this.part(erasure));
  }

  private async part(erasure: Erasure): Promise<Erasure> {
    if (erasure.kind === 'person') return this.leaving.part(erasure, waitMs);
    // First, so that no letter goes out that tells of itself later.
    const letters = erasure.cursor === undefined ? await this.tell('notifications', erasure, []) : { counts: [] };
    const told = await this.tell('intake', erasure, []);
    let report = reported(reported(erasure.report, 'notifications', letters.counts), 'intake', told.counts);
    const { ticketIds = [] } = told;
    for (const other of forgetters.filter((one) => one !== 'intake' && ticketIds.length > 0)) {
      const done = await this.tell(other, erasure, ticketIds);
      // The same part again: what is done of it already counts for nothing the second time.
      if (done.wait) return { ...erasure, report, dueAt: new Date(this.time.now() + waitMs) };
      report = reported(report, other, done.counts);
    }
    return goneOn(erasure, told, report, new Date(this.time.now()), waitMs);
  }

  /** Last the addresses, by which letters, links and sessions are found, and the log. */
  private async end(erasure: Erasure): Promise<Erasure> {
    if (erasure.kind === 'person') return this.endLeaving(erasure);
    const { counts } = await this.tell('notifications', erasure, []);
    const report = reported(erasure.report, 'notifications', counts);
    const action = await this.record(erasure, report);
    const here = await this.here.forget(erasure.known!, action);
    return ended(erasure, reported(report, 'access', here), new Date(this.time.now()));
  }

  private async endLeaving(erasure: Erasure): Promise<Erasure> {
    const action = await this.record(erasure, erasure.report);
    const now = this.time.now();
    const here = await this.leaving.forgetHere(erasure, action);
    if (!here) return { ...erasure, dueAt: new Date(now + waitMs) };
    return ended(erasure, reported(erasure.report, 'access', here), new Date(now));
  }

  private tell(service: Forgetter, erasure: Erasure, ticketIds: string[]): Promise<ForgottenData> {
    const { _id: erasureId, kind, pseudonym, cursor, known } = erasure;
    const asked = {
      kind,
      ...known!,
      pseudonym,
      erasureId,
      ticketIds,
      ...(service === 'intake' && cursor && { cursor }),
    };
    return this.bus.ask(forgetPersonalData[service], asked, { actor, deadlineMs: 30_000 });
  }

  /** Recorded before anything is taken out of the log, once. @returns the id of the action */
  private async record(erasure: Erasure, report: Erasure['report']): Promise<string> {
    const { _id, kind, subjectId, pseudonym, by, startedAt } = erasure;
    const id = `erasure-${_id}-${startedAt.getTime()}`;
    const changes = report.flatMap(({ service, counts }) =>
      counts.map(({ what, count }) => ({ field: `${service}.${what}`, after: String(count) })),
    );
    const on = { kind, id: subjectId, name: pseudonym };
    const told = { id, at: startedAt.toISOString(), action: 'access.erase-person', outcome: 'done' as const };
    await this.log.record([{ ...told, actor: { ...by }, on, changes }], 'access');
    return id;
  }
}
