import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import type { RetentionRules } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';

/** There is one set of them. */
export const theOnly = 'retention';

export interface RetentionRulesDocument extends RetentionRules {
  _id: string;
  version: number;
  /** When they are applied next; absent where everything is kept. */
  nextRunAt?: Date;
}

export const retentionRulesSchema = new Schema<RetentionRulesDocument>(
  {
    _id: String,
    version: Number,
    closedTicketsMonths: Number,
    noticesDays: Number,
    auditYears: Number,
    nextRunAt: Date,
  },
  { versionKey: false, minimize: false, strict: 'throw' },
);

@Injectable()
export class RetentionRulesStore {
  private readonly rules: Collection<RetentionRulesDocument>;

  constructor(@InjectModel('RetentionRules') model: Model<RetentionRulesDocument>) {
    this.rules = collectionOf(model);
  }

  async load(): Promise<RetentionRulesDocument | undefined> {
    return (await this.rules.findOne({ _id: theOnly })) ?? undefined;
  }

  /** @returns false when somebody else was faster */
  async save(seenVersion: number | undefined, next: Omit<RetentionRulesDocument, '_id'>): Promise<boolean> {
    if (seenVersion !== undefined) {
      return (await this.rules.replaceOne({ _id: theOnly, version: seenVersion }, next)).matchedCount === 1;
    }
    try {
      await this.rules.insertOne({ _id: theOnly, ...next });
      return true;
    } catch (error) {
      if (duplicateKeyOf(error)) return false;
      throw error;
    }
  }

  /** @returns false when another replica has moved it on, or nothing is to be applied any more */
  async moveOn(from: Date, nextRunAt: Date): Promise<boolean> {
    const update = { $set: { nextRunAt } };
    return (await this.rules.updateOne({ _id: theOnly, nextRunAt: from }, update)).matchedCount === 1;
  }
}
