import { Injectable } from '@nestjs/common';
import type { Actor, ForgottenData, OldThings } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { AuditService } from './audit.service.js';
import { AuditStore } from './audit.store.js';
import { cutAction, type AuditRecord } from './domain/chain.js';

const atOnce = 2_000;

/** Cuts old records off the beginning of the log. The chain goes on from the hash that is recorded of the last one. */
@Injectable()
export class AuditCut {
  constructor(
    private readonly store: AuditStore,
    private readonly log: AuditService,
    private readonly time: Time,
  ) {}

  async count(before: Date): Promise<OldThings> {
    const last = await this.lastBefore(before);
    if (!last) return { count: 0, isMore: false };
    const first = (await this.store.first())!;
    return { count: last._id - first._id + 1, isMore: false, oldest: first.recordedAt.toISOString() };
  }

  /** Removes some of what was recorded before; `next` when there is more. */
  async cut(before: Date, actor: Actor): Promise<Pick<ForgottenData, 'counts' | 'next'>> {
    const last = await this.lastBefore(before);
    if (!last) return { counts: [] };
    const { _id, hash } = last;
    const on = { kind: 'audit-log', id: String(_id) };
    const at = new Date(this.time.now()).toISOString();
    const told = { id: `cut-${_id}`, at, action: cutAction, outcome: 'done' as const, actor, on };
    await this.log.record([{ ...told, changes: [{ field: 'hash', after: hash }] }], 'access');
    const count = await this.store.removeUpTo(_id, atOnce);
    return { counts: [{ what: 'audit-records', count }], ...(count === atOnce && { next: String(_id) }) };
  }

  /** The last of the records before an instant: in the chain times only grow. */
  private async lastBefore(before: Date): Promise<AuditRecord | undefined> {
    const first = await this.store.first();
    if (!first || first.recordedAt >= before) return undefined;
    let [old, young] = [first, (await this.store.head())._id + 1];
    while (young - old._id > 1) {
      const middle = Math.floor((old._id + young) / 2);
      const record = await this.store.get(middle);
      if (record && record.recordedAt < before) old = record;
      else young = middle;
    }
    return old;
  }
}
