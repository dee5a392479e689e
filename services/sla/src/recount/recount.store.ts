import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, WithId } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { Problem, type Actor, type RecountChange } from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';

export interface Progress {
  /** Tickets up to this id are done. */
  cursor: string;
  seen: number;
  changed: number;
  breaches: number;
  failed: number;
  /** The first ones. */
  changes: RecountChange[];
}

export interface RecountDocument extends Progress {
  _id: string;
  state: 'running' | 'done';
  dryRun: boolean;
  policyId?: string;
  edition: number;
  startedBy: Actor;
  startedAt: Date;
  finishedAt?: Date;
  /** Who works on it until when; then another one goes on. */
  owner?: string;
  until: Date;
}

const { Mixed } = Schema.Types;

export const recountSchema = new Schema<RecountDocument>(
  {
    _id: String,
    state: String,
    dryRun: Boolean,
    policyId: String,
    edition: Number,
    startedBy: Mixed,
    startedAt: Date,
    finishedAt: Date,
    owner: String,
    until: Date,
    cursor: String,
    seen: Number,
    changed: Number,
    breaches: Number,
    failed: Number,
    changes: Mixed,
  } as never,
  { versionKey: false, minimize: false },
);
recountSchema.index({ state: 1, until: 1 }, { name: 'work' });
recountSchema.index({ startedAt: 1 }, { name: 'newest' });

export const shownChanges = 100;
const listed = 50;
const leaseMs = 15_000;

@Injectable()
export class RecountStore {
  private readonly recounts: Collection<RecountDocument>;

  constructor(@InjectModel('Recount') model: Model<RecountDocument>) {
    this.recounts = collectionOf(model);
  }

  async add(recount: RecountDocument): Promise<void> {
    await this.recounts.insertOne(recount as WithId<RecountDocument>);
  }

  /** @throws Problem `not-found` */
  async need(id: string): Promise<RecountDocument> {
    const found = await this.recounts.findOne({ _id: id });
    if (!found) throw new Problem('not-found', { context: { entity: 'recount', id } });
    return found;
  }

  newest(): Promise<RecountDocument[]> {
    return this.recounts.find({}).sort({ startedAt: -1 }).limit(listed).toArray();
  }

  /** Ids of those that nobody works on. */
  async waiting(now: number, limit: number): Promise<string[]> {
    const found = await this.recounts
      .find({ state: 'running', until: { $lte: new Date(now) } })
      .project<{ _id: string }>({ _id: 1 })
      .sort({ until: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  /** @returns the recount, unless another one works on it */
  async claim(id: string, owner: string, now: number): Promise<RecountDocument | undefined> {
    const free = { _id: id, state: 'running' as const, until: { $lte: new Date(now) } };
    const update = { $set: { owner, until: new Date(now + leaseMs) } };
    return (await this.recounts.findOneAndUpdate(free, update, { returnDocument: 'after' })) ?? undefined;
  }

  /** @returns false when another one works on it meanwhile */
  async save(id: string, owner: string, progress: Progress, now: number, isDone: boolean): Promise<boolean> {
    const at = new Date(now);
    const end = isDone ? { state: 'done' as const, finishedAt: at } : { until: new Date(now + leaseMs) };
    const { matchedCount } = await this.recounts.updateOne({ _id: id, owner }, { $set: { ...progress, ...end } });
    return matchedCount === 1;
  }
}
