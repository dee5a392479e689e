import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';

/** What a device is to sign; `_id` is the challenge itself, `whose` the account that it is for, or nobody’s yet. */
export interface ChallengeDocument {
  _id: string;
  whose: string;
  expiresAt: Date;
}

export const challengeSchema = new Schema<ChallengeDocument>(
  { _id: String, whose: String, expiresAt: Date },
  { versionKey: false },
);
challengeSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

const lastsMs = 5 * 60_000;
/** Of somebody who signs in: an id of an account has no blanks. */
export const anybody = ' ';

@Injectable()
export class ChallengeStore {
  private readonly challenges: Collection<ChallengeDocument>;

  constructor(
    @InjectModel('Challenge') model: Model<ChallengeDocument>,
    private readonly time: Time,
  ) {
    this.challenges = collectionOf(model);
  }

  async add(challenge: string, whose: string): Promise<void> {
    await this.challenges.insertOne({ _id: challenge, whose, expiresAt: new Date(this.time.now() + lastsMs) });
  }

  /** Whether it was asked of them, and is answered for the first time. */
  async take(challenge: unknown, whose: string): Promise<boolean> {
    if (typeof challenge !== 'string') return false;
    const found = await this.challenges.findOneAndDelete({ _id: challenge });
    return found !== null && found.whose === whose && found.expiresAt.getTime() > this.time.now();
  }
}
