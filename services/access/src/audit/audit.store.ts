import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import type { SearchAudit } from '@deskbeat/contracts';
import { collectionOf, onlyDuplicates, type CursorKey } from '@deskbeat/persistence';
import { beginning, chained, cutAction, cutIn, type AuditRecord, type Place, type Unchained } from './domain/chain.js';

const { Mixed } = Schema.Types;

export const auditSchema = new Schema<AuditRecord>(
  {
    _id: Number,
    id: String,
    at: Date,
    recordedAt: Date,
    service: String,
    action: String,
    outcome: String,
    code: String,
    traceId: String,
    who: Mixed,
    what: Mixed,
    whoDigest: String,
    whatDigest: String,
    previous: String,
    hash: String,
  } as never,
  { versionKey: false, minimize: false, strict: 'throw', id: false },
);
auditSchema.index({ id: 1 }, { unique: true, name: 'id' });
auditSchema.index({ at: -1, _id: -1 }, { name: 'newest' });
auditSchema.index({ 'who.id': 1, at: -1, _id: -1 } as never, { name: 'actor' });
auditSchema.index({ action: 1, at: -1, _id: -1 }, { name: 'action' });
auditSchema.index({ 'what.on.id': 1, at: -1, _id: -1 } as never, { name: 'thing' });

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The chain. Nothing here changes a record, but for taking out what must be forgotten, and cutting off what is too old. */
@Injectable()
export class AuditStore {
  private readonly records: Collection<AuditRecord>;

  constructor(@InjectModel('AuditRecord') model: Model<AuditRecord>) {
    this.records = collectionOf(model);
  }

  /**
   * Appends what is not there yet. A record's place is its key: of several writers one has it, the others look again for the end.
   * @returns how many were appended
   */
  async append(told: readonly Unchained[], now: () => Date): Promise<number> {
    let rest = await this.missing(told);
    let appended = 0;
    while (rest.length > 0) {
      const head = await this.head();
      const records: AuditRecord[] = [];
      for (const one of rest) records.push(chained(records.at(-1) ?? head, one, now(), digest));
      try {
        await this.records.insertMany(records, { ordered: true });
        return appended + rest.length;
      } catch (error) {
        if (!onlyDuplicates(error)) throw error;
      }
      const left = await this.missing(rest);
      appended += rest.length - left.length;
      rest = left;
    }
    return appended;
  }

  /** The end of the chain. */
  async head(): Promise<Place> {
    const [last] = await this.records
      .find({ _id: { $gt: 0 } }, { projection: { hash: 1 } })
      .sort({ _id: -1 })
      .limit(1)
      .toArray();
    return last ?? beginning;
  }

  /** The oldest record that is left. */
  async first(): Promise<AuditRecord | undefined> {
    return (await this.from(0, 1))[0];
  }

  /** The last record that was cut off; nothing where the log is whole. */
  async newestCut(): Promise<Place | undefined> {
    const [record] = await this.records
      .find({ action: cutAction }, { hint: 'action' })
      .sort({ action: 1, at: -1, _id: -1 })
      .limit(1)
      .toArray();
    return record && cutIn(record);
  }

  /** @returns how many went, oldest first */
  async removeUpTo(sequence: number, limit: number): Promise<number> {
    const found = this.records.find({ _id: { $lte: sequence } }, { projection: { _id: 1 } });
    const ids = (await found.sort({ _id: 1 }).limit(limit).toArray()).map(({ _id }) => _id);
    return ids.length === 0 ? 0 : (await this.records.deleteMany({ _id: { $in: ids } })).deletedCount;
  }

  async get(sequence: number): Promise<AuditRecord | undefined> {
    return (await this.records.findOne({ _id: sequence })) ?? undefined;
  }

  /** In the order of the chain. */
  from(sequence: number, limit: number): Promise<AuditRecord[]> {
    return this.records
      .find({ _id: { $gt: sequence } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** Which of these actions are recorded. */
  async recorded(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const found = await this.records.find({ id: { $in: [...ids] } }, { projection: { id: 1 } }).toArray();
    return new Set(found.map(({ id }) => id));
  }

  /** Newest first, after a key of `at` and place. */
  async search(asked: SearchAudit, key: CursorKey | undefined, limit: number): Promise<AuditRecord[]> {
    const { actor, action, on, outcome, since, until } = asked;
    const to = until === undefined ? {} : { $lt: new Date(until) };
    const filter = {
      ...(actor !== undefined && { 'who.id': actor }),
      ...(action !== undefined && { action }),
      ...(on !== undefined && { 'what.on.id': on }),
      ...(outcome !== undefined && { outcome }),
      ...beyond(key),
      at: { $gte: new Date(since ?? 0), ...(key ? { $lte: new Date(key[0]) } : to) },
    };
    return this.records
      .find(filter as Filter<AuditRecord>)
      .sort({ at: -1, _id: -1 })
      .limit(limit)
      .toArray();
  }

  /** Takes out what was done to something: name and values. @returns of how many records */
  async eraseWhat(id: string, erasedBy: string): Promise<number> {
    const known = { 'what.on.id': id, 'what.erasedBy': { $exists: false }, id: { $ne: erasedBy } };
    let count = 0;
    for (;;) {
      const found = await this.records
        .find(known as Filter<AuditRecord>, { hint: 'thing' })
        .limit(200)
        .toArray();
      if (found.length === 0) return count;
      for (const { _id, what } of found) {
        const left = { on: { kind: what.on!.kind, id }, erasedBy };
        count += (await this.records.updateOne({ _id }, { $set: { what: left } })).modifiedCount;
      }
    }
  }

  /** Takes out who did something, but for their id. @returns of how many records */
  async eraseWho(id: string, erasedBy: string): Promise<number> {
    const known = { 'who.id': id, 'who.erasedBy': { $exists: false }, id: { $ne: erasedBy } };
    let count = 0;
    for (;;) {
      const found = await this.records
        .find(known as Filter<AuditRecord>, { hint: 'actor' })
        .limit(200)
        .toArray();
      if (found.length === 0) return count;
      for (const { _id, who } of found) {
        const left = { kind: who.kind!, id, erasedBy };
        count += (await this.records.updateOne({ _id }, { $set: { who: left } })).modifiedCount;
      }
    }
  }

  private async missing(told: readonly Unchained[]): Promise<Unchained[]> {
    const known = await this.recorded(told.map(({ action }) => action.id));
    return told.filter(({ action: { id } }) => !known.has(id) && known.add(id));
  }
}

/** What comes after the last one of a page. */
function beyond(key: CursorKey | undefined): object {
  if (!key) return {};
  const at = new Date(key[0]);
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: key[1] } }] };
}
