import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { Actor, RecountList, RecountView, StartRecount } from '@deskbeat/contracts';
import { DueAlarm } from '@deskbeat/service';
import { RulesStore } from '../rules/rules.store.js';
import { RecountPage } from './recount-page.js';
import { RecountStore, type RecountDocument } from './recount.store.js';

/** Recounts are work that goes on after a kill where it was, in this replica or another one. */
@Injectable()
export class RecountService {
  private readonly me = randomUUID();

  constructor(
    private readonly store: RecountStore,
    private readonly rules: RulesStore,
    private readonly page: RecountPage,
    readonly alarm: DueAlarm,
  ) {}

  async start({ dryRun = false, policyId }: StartRecount, startedBy: Actor): Promise<RecountView> {
    const { edition } = await this.rules.current();
    const at = new Date(this.alarm.now());
    const recount: RecountDocument = {
      _id: newId(),
      state: 'running',
      dryRun,
      ...(policyId !== undefined && { policyId }),
      edition,
      startedBy,
      startedAt: at,
      until: at,
      cursor: '',
      seen: 0,
      changed: 0,
      breaches: 0,
      failed: 0,
      changes: [],
    };
    await this.store.add(recount);
    this.alarm.setFor(at);
    return viewOf(recount);
  }

  async get(id: string): Promise<RecountView> {
    return viewOf(await this.store.need(id));
  }

  async list(): Promise<RecountList> {
    return { items: (await this.store.newest()).map(viewOf) };
  }

  /** Goes on with a recount until it is done, unless another one works on it. */
  async work(id: string, isClosing: () => boolean): Promise<void> {
    const recount = await this.store.claim(id, this.me, this.alarm.now());
    if (!recount) return;
    const rules = await this.rules.edition(recount.edition);
    let progress = recount;
    while (!isClosing()) {
      const next = await this.page.after(progress, rules);
      const isDone = next === 'end';
      if (!isDone) progress = next;
      const { cursor, seen, changed, breaches, failed, changes } = progress;
      const saved = { cursor, seen, changed, breaches, failed, changes };
      if (!(await this.store.save(id, this.me, saved, this.alarm.now(), isDone)) || isDone) return;
    }
  }
}

const viewOf = (recount: RecountDocument): RecountView => {
  const { _id: id, state, dryRun, policyId, edition, startedBy, startedAt, finishedAt } = recount;
  const { seen, changed, breaches, failed, changes } = recount;
  return {
    id,
    state,
    dryRun,
    ...(policyId !== undefined && { policyId }),
    edition,
    startedBy,
    startedAt: startedAt.toISOString(),
    ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
    seen,
    changed,
    breaches,
    failed,
    changes,
  };
};
