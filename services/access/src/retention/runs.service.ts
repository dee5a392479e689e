import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  Problem,
  type Actor,
  type ListRetentionRuns,
  type RetentionRunList,
  type RetentionRunView,
} from '@deskbeat/contracts';
import { decodeCursor, pageOf } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AuditService } from '../audit/audit.service.js';
import { nightAfter } from './domain/rules.js';
import { isEmpty, viewOf, type RetentionRun } from './domain/run.js';
import { RetentionRulesStore } from './rules.store.js';
import { RetentionSteps } from './steps.service.js';
import { RetentionRunStore } from './run.store.js';

const itself = { kind: 'system', id: 'access' } as const;
/** How long whoever does a part is left alone with it. */
const leaseMs = 20_000;

/** Applies the rules of retention, every night and when it is asked for. */
@Injectable()
export class RetentionRuns {
  constructor(
    private readonly store: RetentionRunStore,
    private readonly rules: RetentionRulesStore,
    private readonly steps: RetentionSteps,
    private readonly log: AuditService,
    private readonly time: Time,
  ) {}

  /** Durable when it resolves. */
  async begin({ kind, id }: Actor): Promise<RetentionRunView> {
    const run = this.started(randomUUID(), { kind, id });
    await this.store.begin(run);
    return viewOf(run);
  }

  /** @throws Problem `not-found` */
  async get(id: string): Promise<RetentionRunView> {
    const found = await this.store.load(id);
    if (!found) throw new Problem('not-found', { context: { entity: 'retention-run', id } });
    return viewOf(found);
  }

  async list({ cursor, limit = 50 }: ListRetentionRuns): Promise<RetentionRunList> {
    const read = await this.store.newest(cursor === undefined ? undefined : decodeCursor(cursor, 2), limit + 1);
    const { items, next } = pageOf(read, limit, ({ startedAt, _id }) => [startedAt.getTime(), _id]);
    return { items: items.map(viewOf), ...(next && { next }) };
  }

  /** Ids of the runs that somebody may go on with; that of this night begins when it is time. */
  async due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    const { nextRunAt } = (await this.rules.load()) ?? {};
    if (nextRunAt && nextRunAt.getTime() <= now) {
      await this.store.begin(this.started(`night-${nextRunAt.toISOString().slice(0, 10)}`, itself));
      await this.rules.moveOn(nextRunAt, nightAfter(new Date(now)));
    }
    return this.store.due(new Date(now), limit, except);
  }

  /** Does the next part. Whoever is killed in between leaves it to be done again, which changes nothing. */
  async goOn(id: string): Promise<void> {
    const now = this.time.now();
    const run = await this.store.claim(id, new Date(now), new Date(now + leaseMs));
    if (!run) return;
    const next = await this.steps.after(run, new Date(now));
    if (next.doneAt && !isEmpty(next)) await this.record(next);
    await this.store.save(run, next);
  }

  private started(_id: string, by: RetentionRun['by']): RetentionRun {
    const now = new Date(this.time.now());
    return { _id, version: 1, by, startedAt: now, dueAt: now, stage: 'tickets', report: [] };
  }

  /** Once, by its id. */
  private async record({ _id, by, startedAt, report }: RetentionRun): Promise<void> {
    const changes = report.flatMap(({ service, counts }) =>
      counts.map(({ what, count }) => ({ field: `${service}.${what}`, after: String(count) })),
    );
    const on = { kind: 'retention-run', id: _id };
    const told = { id: `retention-${_id}`, at: startedAt.toISOString(), action: 'access.apply-retention' };
    await this.log.record([{ ...told, outcome: 'done', actor: { ...by }, on, changes }], 'access');
  }
}
