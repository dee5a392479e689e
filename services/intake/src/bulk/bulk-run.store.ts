import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import type { TicketResult } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';

/** What has been done under one key of one actor. */
export interface BulkRun {
  _id: string;
  /** Of what was asked for. */
  hash: string;
  results: Record<string, TicketResult>;
  /** Until then somebody is at it. */
  until: Date;
  expiresAt: Date;
}

const { Mixed } = Schema.Types;
export const bulkRunSchema = new Schema<BulkRun>(
  { _id: String, hash: String, results: Mixed, until: Date, expiresAt: Date } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);
bulkRunSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

const leaseMs = 30_000;
const keptMs = 7 * 24 * 60 * 60 * 1000;

@Injectable()
export class BulkRunStore {
  private readonly runs: Collection<BulkRun>;

  constructor(@InjectModel('BulkRun') model: Model<BulkRun>) {
    this.runs = collectionOf(model);
  }

  /** Begins the work or goes on with it. @returns undefined while somebody is at it */
  async begin(_id: string, hash: string, now: Date): Promise<BulkRun | undefined> {
    const until = new Date(now.getTime() + leaseMs);
    const run = { _id, hash, results: {}, until, expiresAt: new Date(now.getTime() + keptMs) };
    try {
      await this.runs.insertOne(run);
      return run;
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
    }
    const free = { _id, until: { $lt: now } };
    return (await this.runs.findOneAndUpdate(free, { $set: { until } }, { returnDocument: 'after' })) ?? undefined;
  }

  /** Keeps results, by the places of their tickets in the list; the work goes on. */
  async keep(_id: string, results: Record<string, TicketResult>, now: Date): Promise<void> {
    const fields = Object.fromEntries(Object.entries(results).map(([place, result]) => [`results.${place}`, result]));
    await this.runs.updateOne({ _id }, { $set: { ...fields, until: new Date(now.getTime() + leaseMs) } });
  }

  async end(_id: string): Promise<void> {
    await this.runs.updateOne({ _id }, { $set: { until: new Date(0) } });
  }
}
