import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { collectionOf, duplicateKeyOf, type CursorKey } from '@deskbeat/persistence';
import type { Erasure } from './domain/erasure.js';

const { Mixed } = Schema.Types;

export const erasureSchema = new Schema<Erasure>(
  {
    _id: String,
    version: Number,
    kind: String,
    subjectId: String,
    pseudonym: String,
    by: Mixed,
    reason: String,
    startedAt: Date,
    doneAt: Date,
    dueAt: Date,
    known: Mixed,
    cursor: String,
    isThrough: Boolean,
    report: Mixed,
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);
erasureSchema.index({ dueAt: 1 }, { sparse: true, name: 'due' });
erasureSchema.index({ startedAt: -1, _id: -1 }, { name: 'newest' });

@Injectable()
export class ErasureStore {
  private readonly erasures: Collection<Erasure>;

  constructor(@InjectModel('Erasure') model: Model<Erasure>) {
    this.erasures = collectionOf(model);
  }

  async load(id: string): Promise<Erasure | undefined> {
    return (await this.erasures.findOne({ _id: id })) ?? undefined;
  }

  /** @returns false when there is one of the same person */
  async begin(erasure: Erasure): Promise<boolean> {
    try {
      await this.erasures.insertOne(erasure);
      return true;
    } catch (error) {
      if (duplicateKeyOf(error)) return false;
      throw error;
    }
  }

  /** @returns whether nobody else was faster; then it has the next version */
  async save({ _id, version }: Erasure, { _id: _, version: __, ...next }: Erasure): Promise<boolean> {
    const { matchedCount } = await this.erasures.replaceOne({ _id, version }, { ...next, version: version + 1 });
    return matchedCount === 1;
  }

  async due(now: Date, limit: number, except: readonly string[]): Promise<string[]> {
    const filter = {
      dueAt: { $lte: now },
      ...(except.length > 0 && { _id: { $nin: [...except] } }),
    } as Filter<Erasure>;
    const found = this.erasures.find(filter, { projection: { _id: 1 } });
    return (await found.sort({ dueAt: 1 }).limit(limit).toArray()).map(({ _id }) => _id);
  }

  /** Newest first. */
  newest(key: CursorKey | undefined, limit: number): Promise<Erasure[]> {
    const at = new Date(key?.[0] ?? 8.64e15);
    const filter = {
      startedAt: { $lte: at },
      ...(key && { $or: [{ startedAt: { $lt: at } }, { startedAt: at, _id: { $lt: String(key[1]) } }] }),
    };
    return this.erasures.find(filter).sort({ startedAt: -1, _id: -1 }).limit(limit).toArray();
  }
}
