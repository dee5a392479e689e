import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import type { Actor, HeldKind, NameHold } from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';

/** `_id` is `<kind>:<subjectId>`. */
export interface HoldDocument {
  _id: string;
  kind: HeldKind;
  subjectId: string;
  reason: string;
  by: Actor;
  at: Date;
}

export const holdSchema = new Schema<HoldDocument>(
  { _id: String, kind: String, subjectId: String, reason: String, by: Schema.Types.Mixed, at: Date } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);

/** More than anybody looks at one by one. */
export const mostHolds = 1_000;

@Injectable()
export class HoldStore {
  private readonly holds: Collection<HoldDocument>;

  constructor(@InjectModel('Hold') model: Model<HoldDocument>) {
    this.holds = collectionOf(model);
  }

  /** In the order of their ids. */
  all(): Promise<HoldDocument[]> {
    return this.holds
      .find({ _id: { $gt: '' } })
      .sort({ _id: 1 })
      .limit(mostHolds)
      .toArray();
  }

  async count(): Promise<number> {
    return this.holds.countDocuments({ _id: { $gt: '' } }, { limit: mostHolds });
  }

  async place({ _id, ...hold }: HoldDocument): Promise<void> {
    await this.holds.replaceOne({ _id }, hold, { upsert: true });
  }

  async end({ kind, id }: NameHold): Promise<HoldDocument | undefined> {
    return (await this.holds.findOneAndDelete({ _id: `${kind}:${id}` })) ?? undefined;
  }
}
