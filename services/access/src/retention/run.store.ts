import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { collectionOf, duplicateKeyOf, type CursorKey } from '@deskbeat/persistence';
import type { RetentionRun } from './domain/run.js';

const { Mixed } = Schema.Types;

export const retentionRunSchema = new Schema<RetentionRun>(
  {
    _id: String,
    version: Number,
    by: Mixed,
    startedAt: Date,
    doneAt: Date,
    dueAt: Date,
    stage: String,
    batch: Mixed,
    cursor: String,
    report: Mixed,
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);
retentionRunSchema.index({ dueAt: 1 }, { sparse: true, name: 'due' });
retentionRunSchema.index({ startedAt: -1, _id: -1 }, { name: 'newest' });

@Injectable()
export class RetentionRunStore {
  private readonly runs: Collection<RetentionRun>;

  constructor(@InjectModel('RetentionRun') model: Model<RetentionRun>) {
    this.runs = collectionOf(model);
  }

  async load(id: string): Promise<RetentionRun | undefined> {
    return (await this.runs.findOne({ _id: id })) ?? undefined;
  }

  /** What is there already stays as it is. */
  async begin(run: RetentionRun): Promise<void> {
    try {
      await this.runs.insertOne(run);
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
    }
  }

  /** Takes a run that is due; it is nobody else's until then. */
  async claim(id: string, now: Date, until: Date): Promise<RetentionRun | undefined> {
    const claimed = await this.runs.findOneAndUpdate(
      { _id: id, dueAt: { $lte: now } },
      { $set: { dueAt: until }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    );
    return claimed ?? undefined;
  }

  /** @returns whether it was still as it was claimed */
  async save({ _id, version }: RetentionRun, { _id: _, version: __, ...next }: RetentionRun): Promise<boolean> {
    const { matchedCount } = await this.runs.replaceOne({ _id, version }, { ...next, version: version + 1 });
    return matchedCount === 1;
  }

  async due(now: Date, limit: number, except: readonly string[]): Promise<string[]> {
    const filter = {
      dueAt: { $lte: now },
      ...(except.length > 0 && { _id: { $nin: [...except] } }),
    } as Filter<RetentionRun>;
    const found = this.runs.find(filter, { projection: { _id: 1 } });
    return (await found.sort({ dueAt: 1 }).limit(limit).toArray()).map(({ _id }) => _id);
  }

  /** Newest first. */
  newest(key: CursorKey | undefined, limit: number): Promise<RetentionRun[]> {
    const at = new Date(key?.[0] ?? 8.64e15);
    const filter = {
      startedAt: { $lte: at },
      ...(key && { $or: [{ startedAt: { $lt: at } }, { startedAt: at, _id: { $lt: String(key[1]) } }] }),
    };
    return this.runs.find(filter).sort({ startedAt: -1, _id: -1 }).limit(limit).toArray();
  }
}
