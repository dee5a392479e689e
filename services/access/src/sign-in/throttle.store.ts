import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { Problem } from '@deskbeat/contracts';
import { digestOf } from '@deskbeat/identity';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';

export interface AttemptsDocument {
  _id: string;
  count: number;
  expiresAt: Date;
}

export const attemptsSchema = new Schema<AttemptsDocument>(
  { _id: String, count: Number, expiresAt: Date },
  { versionKey: false },
);
attemptsSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

/** How often something may be tried within a time. */
export interface Allowance {
  /** What is counted, and for whom: `password`, `ana@…`. */
  what: string;
  whose: string;
  most: number;
  withinMs: number;
}

/** Counts tries in the store, so that all replicas count together. */
@Injectable()
export class ThrottleStore {
  private readonly attempts: Collection<AttemptsDocument>;

  constructor(
    @InjectModel('Attempts') model: Model<AttemptsDocument>,
    private readonly time: Time,
  ) {
    this.attempts = collectionOf(model);
  }

  /**
   * Counts a try before it is made: of many at the same time no more go through than are allowed.
   * @throws Problem `too-many-requests`
   */
  async take(allowance: Allowance): Promise<void> {
    const now = this.time.now();
    const { count, expiresAt } = await this.counted(keyOf(allowance), new Date(now), allowance.withinMs);
    if (count <= allowance.most) return;
    const retryAfterSeconds = Math.max(1, Math.ceil((expiresAt.getTime() - now) / 1_000));
    throw new Problem('too-many-requests', { context: { retryAfterSeconds } });
  }

  async forget(allowances: readonly Allowance[]): Promise<void> {
    await this.attempts.deleteMany({ _id: { $in: allowances.map(keyOf) } });
  }

  private async counted(_id: string, now: Date, withinMs: number): Promise<AttemptsDocument> {
    for (;;) {
      const running = { _id, expiresAt: { $gt: now } };
      const more = await this.attempts.findOneAndUpdate(running, { $inc: { count: 1 } }, { returnDocument: 'after' });
      if (more) return more;
      const first = { count: 1, expiresAt: new Date(now.getTime() + withinMs) };
      try {
        await this.attempts.replaceOne({ _id, expiresAt: { $lte: now } }, first, { upsert: true });
        return { _id, ...first };
      } catch (error) {
        // Somebody else was first.
        if (!duplicateKeyOf(error)) throw error;
      }
    }
  }
}

/** Addresses are nobody's business here. */
const keyOf = ({ what, whose }: Allowance): string => `${what}:${digestOf(whose)}`;
