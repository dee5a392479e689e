import { Injectable } from '@nestjs/common';
import {
  findOldNotices,
  findOldTickets,
  forgetNotices,
  forgetPersonalData,
  forgetTickets,
  type ErasedCount,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { AuditCut } from '../audit/audit-cut.service.js';
import { reported } from '../privacy/domain/erasure.js';
import { limitsOf, type Limits } from './domain/rules.js';
import { nextPage, nextStage, type RetentionRun } from './domain/run.js';
import { HoldService } from './hold.service.js';
import { RetentionRulesStore } from './rules.store.js';

const asked = { actor: { kind: 'system', id: 'access' }, deadlineMs: 15_000 } as const;
const ticketsAtOnce = 50;
const noticesAtOnce = 200;
/** Until what is on its way has arrived. */
const waitMs = 1_500;
/** Stands where a name was. */
const gone = '…';

/** What a run does next; each step may be done again. */
@Injectable()
export class RetentionSteps {
  constructor(
    private readonly rules: RetentionRulesStore,
    private readonly holds: HoldService,
    private readonly log: AuditCut,
    private readonly bus: Bus,
  ) {}

  /** The run after its next step, by the rules as they are now. */
  async after(run: RetentionRun, now: Date): Promise<RetentionRun> {
    const limits = limitsOf((await this.rules.load()) ?? {}, run.startedAt);
    switch (run.stage) {
      case 'tickets':
        return this.tickets(run, limits, now);
      case 'search':
        return this.search(run, now);
      case 'notices':
        return this.notices(run, limits, now);
      case 'audit':
        return this.audit(run, limits, now);
    }
  }

  /** First which they are, then what is done with them: those that have changed already are not found a second time. */
  private async tickets(run: RetentionRun, { tickets: limit }: Limits, now: Date): Promise<RetentionRun> {
    const { batch, cursor, report } = run;
    if (!limit) return nextStage(run, { report, dueAt: now });
    const before = limit.toISOString();
    if (batch) return this.forget(run, batch, before, now);
    const { items, next } = await this.bus.ask(
      findOldTickets,
      { before, limit: ticketsAtOnce, ...(cursor !== undefined && { cursor }) },
      asked,
    );
    const { cursor: _, ...rest } = run;
    return { ...rest, batch: items, ...(next !== undefined && { cursor: next }), dueAt: now };
  }

  private async forget(
    run: RetentionRun,
    batch: NonNullable<RetentionRun['batch']>,
    before: string,
    now: Date,
  ): Promise<RetentionRun> {
    const held = await this.holds.among(batch);
    const free = batch.map(({ id }) => id).filter((id) => !held.has(id));
    let report = reported(run.report, 'access', held.size > 0 ? [{ what: 'held', count: held.size }] : []);
    if (free.length > 0) {
      const { wait, counts, ticketIds = [] } = await this.bus.ask(forgetTickets, { ticketIds: free, before }, asked);
      if (wait) return { ...run, dueAt: new Date(now.getTime() + waitMs) };
      report = reported(report, 'intake', counts);
      const others = await this.tellOthers(run._id, ticketIds);
      if (!others) return { ...run, dueAt: new Date(now.getTime() + waitMs) };
      for (const [service, done] of others) report = reported(report, service, done);
    }
    return nextPage(run, run.cursor, { report, dueAt: now });
  }

  /** @returns what they did, or nothing while one of them waits for what is on its way */
  private async tellOthers(runId: string, ticketIds: string[]): Promise<[string, ErasedCount[]][] | undefined> {
    if (ticketIds.length === 0) return [];
    const nobody = { kind: 'customer' as const, ids: [], addresses: [], pseudonym: gone, erasureId: runId };
    const done: [string, ErasedCount[]][] = [];
    for (const service of ['assignment', 'notifications'] as const) {
      const told = await this.bus.ask(forgetPersonalData[service], { ...nobody, ticketIds, letters: true }, asked);
      if (told.wait) return undefined;
      done.push([service, told.counts]);
    }
    return done;
  }

  private async search(run: RetentionRun, now: Date): Promise<RetentionRun> {
    const wasTouched = run.report.some(({ service }) => service === 'intake');
    const { wait } = wasTouched
      ? await this.bus.ask(forgetTickets, { ticketIds: [], before: run.startedAt.toISOString() }, asked)
      : {};
    if (wait) return { ...run, dueAt: new Date(now.getTime() + waitMs) };
    return nextStage(run, { report: run.report, dueAt: now });
  }

  private async notices(run: RetentionRun, { notices: limit }: Limits, now: Date): Promise<RetentionRun> {
    const { cursor, report } = run;
    if (!limit) return nextStage(run, { report, dueAt: now });
    const page = { before: limit.toISOString(), limit: noticesAtOnce, ...(cursor !== undefined && { cursor }) };
    const about = (await this.holds.isAny()) ? (await this.bus.ask(findOldNotices, page, asked)).ticketIds : [];
    const exceptTickets = await this.holds.amongIds(about);
    const { counts, next } = await this.bus.ask(forgetNotices, { ...page, exceptTickets }, asked);
    return nextPage(run, next, { report: reported(report, 'notifications', counts), dueAt: now });
  }

  /** The log tells of what is on hold as well, so it stays as it is until nothing is. */
  private async audit(run: RetentionRun, { auditRecords: limit }: Limits, now: Date): Promise<RetentionRun> {
    const { report, by } = run;
    if (!limit || (await this.holds.isAny())) return nextStage(run, { report, dueAt: now });
    const { counts, next } = await this.log.cut(limit, by);
    return nextPage(run, next, { report: reported(report, 'access', counts), dueAt: now });
  }
}
