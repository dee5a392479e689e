import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { presenceLastsMs, type Presence } from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';

export interface PresenceDocument {
  _id: string;
  presence: Presence;
  /** Last sign of a live connection. */
  seenAt?: Date;
}

export const presenceSchema = new Schema<PresenceDocument>({ _id: String, presence: String, seenAt: Date } as never, {
  versionKey: false,
  strict: 'throw',
});

/** Who is there. Signs of life come often, so they do not touch the directory. */
@Injectable()
export class PresenceStore {
  private readonly documents: Collection<PresenceDocument>;

  constructor(@InjectModel('Presence') model: Model<PresenceDocument>) {
    this.documents = collectionOf(model);
  }

  async of(personIds: string[]): Promise<Map<string, PresenceDocument>> {
    if (personIds.length === 0) return new Map();
    const found = await this.documents.find({ _id: { $in: personIds } }).toArray();
    return new Map(found.map((one) => [one._id, one]));
  }

  /** @returns whether that is news */
  async say(personId: string, presence: Presence, at: Date): Promise<boolean> {
    const before = await this.documents.findOneAndUpdate(
      { _id: personId },
      { $set: { presence, seenAt: at } },
      { upsert: true },
    );
    return before?.presence !== presence || isStale(before, at);
  }

  /**
   * These people are connected. Who never said anything is available from now on.
   * @returns who was not seen to be there before
   */
  async beat(personIds: string[], at: Date): Promise<string[]> {
    const before = await this.of(personIds);
    const fresh = personIds.filter((id) => !before.has(id)).map((_id) => ({ _id, presence: 'available' as const }));
    if (fresh.length > 0) {
      const upserts = fresh.map(({ _id, presence }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { presence } }, upsert: true },
      }));
      await this.documents.bulkWrite(upserts, { ordered: false });
    }
    await this.documents.updateMany({ _id: { $in: personIds } }, { $set: { seenAt: at } });
    return personIds.filter((id) => isStale(before.get(id), at));
  }
}

const isStale = (presence: PresenceDocument | undefined, at: Date): boolean =>
  !presence?.seenAt || at.getTime() - presence.seenAt.getTime() >= presenceLastsMs;
