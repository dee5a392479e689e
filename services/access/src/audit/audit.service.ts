import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  AuditAction,
  AuditBreak,
  AuditRecords,
  AuditRecordView,
  AuditVerification,
  RecordedActions,
  SearchAudit,
  VerifyAudit,
} from '@deskbeat/contracts';
import { decodeCursor, Gather, pageOf } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { SessionStore } from '../session/session.store.js';
import { AuditStore, digest } from './audit.store.js';
import {
  beginning,
  breakIn,
  erasersOf,
  isErased,
  type AuditRecord,
  type Place,
  type Unchained,
} from './domain/chain.js';
import { unnamed } from './domain/unnamed.js';
import { Pseudonyms } from './pseudonyms.js';

const salt = (): string => randomBytes(16).toString('base64url');

/** What was done in the whole system, in one chain (docs/adr/0021-audit-log.md). */
@Injectable()
export class AuditService {
  /** Together in one write what comes at the same time. */
  private readonly appends = new Gather<Unchained, boolean>(async (told) => {
    await this.store.append(told, () => new Date(this.time.now()));
    return told.map(() => true);
  });

  constructor(
    private readonly store: AuditStore,
    private readonly sessions: SessionStore,
    private readonly pseudonyms: Pseudonyms,
    private readonly time: Time,
  ) {}

  /** Resolves when it is durable; what is recorded already is left as it is. */
  async record(items: readonly AuditAction[], service: string): Promise<RecordedActions> {
    const known = await this.store.recorded(items.map(({ id }) => id));
    const fresh = items.filter(({ id }) => !known.has(id));
    await Promise.all(
      fresh.map(async (one) => {
        const action = await this.withDevice(unnamed(one, (address) => this.pseudonyms.of(address)));
        await this.appends.add({ action, service, salts: [salt(), salt()] }, one.id);
      }),
    );
    return { recorded: fresh.length };
  }

  async search(asked: SearchAudit, most = 200): Promise<AuditRecords> {
    const { cursor, limit = Math.min(50, most) } = asked;
    const key = cursor === undefined ? undefined : decodeCursor(cursor, 2);
    const read = await this.store.search(asked, key, limit + 1);
    const { items, next } = pageOf(read, limit, ({ at, _id }) => [at.getTime(), _id]);
    return { items: items.map(viewOf), ...(next && { next }) };
  }

  /** Walks a stretch of the chain. */
  async verify({ after = 0, limit = 2_000 }: VerifyAudit): Promise<AuditVerification> {
    const first = (await this.store.newestCut()) ?? beginning;
    const start = after <= first._id ? first : await this.store.get(after);
    if (!start) return { ...this.found(first, 0, 0), broken: { sequence: after, why: 'missing' } };
    const records = await this.store.from(start._id, limit);
    let [before, erased, broken]: [typeof start, number, AuditBreak | undefined] = [start, 0, undefined];
    const erasers = await this.store.recorded([...new Set(records.flatMap(erasersOf))]);
    for (const record of records) {
      const by = erasersOf(record);
      broken = breakIn(before, record, digest);
      if (!broken && by.some((id) => !erasers.has(id))) broken = { sequence: record._id, why: 'erased-by-nobody' };
      if (broken) break;
      if (by.length > 0) erased++;
      before = record;
    }
    const checked = before._id - start._id;
    const outcome = { ...this.found(before, checked, erased), ...(first._id > 0 && { cutOff: first._id }) };
    return broken ? { ...outcome, broken } : { ...outcome, complete: records.length < limit };
  }

  private found({ _id, hash }: Place, checked: number, erased: number): AuditVerification {
    return { checked, last: _id, lastHash: hash, erased, complete: false };
  }

  /** Of a session it is known at what somebody sits. */
  private async withDevice(action: AuditAction): Promise<AuditAction> {
    if (action.session === undefined || action.device !== undefined) return action;
    const session = await this.sessions.get(action.session);
    return session?.device === undefined ? action : { ...action, device: session.device };
  }
}

function viewOf(record: AuditRecord): AuditRecordView {
  const { _id: sequence, id, at, recordedAt, service, action, outcome, code, traceId, previous, hash } = record;
  const { kind = 'system', id: actorId = 'erased', name, session, address, device } = record.who;
  const { on, changes } = record.what;
  return {
    sequence,
    id,
    at: at.toISOString(),
    recordedAt: recordedAt.toISOString(),
    service,
    action,
    outcome,
    ...(code !== undefined && { code }),
    actor: { kind, id: actorId, ...(name !== undefined && { name }) },
    ...(session !== undefined && { session }),
    ...(address !== undefined && { address }),
    ...(device !== undefined && { device }),
    ...(on && { on }),
    ...(changes && { changes }),
    ...(traceId !== undefined && { traceId }),
    previous,
    hash,
    erased: isErased(record.who) || isErased(record.what),
  };
}
