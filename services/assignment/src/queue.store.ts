import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';
import type { Placement, Turns } from './domain/turns.js';

/**
 * A queue and its round. `reservations` are the turns that were given last: who finds one whose ticket still waits
 * hands the ticket to that same person. `version` grows with each change of the round or of somebody's presence.
 */
export interface QueueDocument {
  _id: string;
  name: string;
  mode: 'round-robin';
  version: number;
  lastServed?: string;
  turn: number;
  owed: string[];
  reservations: Placement[];
}

export const queueSchema = new Schema<QueueDocument>(
  {
    _id: String,
    name: String,
    mode: String,
    version: Number,
    lastServed: String,
    turn: Number,
    owed: [String],
    reservations: { type: Schema.Types.Mixed },
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);

export const defaultQueueId = 'default';

@Injectable()
export class QueueStore {
  private readonly documents: Collection<QueueDocument>;

  constructor(@InjectModel('Queue') model: Model<QueueDocument>) {
    this.documents = collectionOf(model);
  }

  /** Creates the default queue if there is none. */
  async ensureDefault(): Promise<void> {
    await this.documents.updateOne(
      { _id: defaultQueueId },
      { $setOnInsert: { name: 'General', mode: 'round-robin', version: 1, turn: 0, owed: [], reservations: [] } },
      { upsert: true },
    );
  }

  all(): Promise<QueueDocument[]> {
    return this.documents.find().sort({ _id: 1 }).toArray();
  }

  async load(id: string): Promise<QueueDocument | undefined> {
    return (await this.documents.findOne({ _id: id })) ?? undefined;
  }

  /**
   * Moves the round, unless somebody else did or somebody's presence changed since it was loaded.
   * @returns the queue as it is then, or undefined
   */
  async move(before: QueueDocument, turns: Turns, reservations: Placement[]): Promise<QueueDocument | undefined> {
    const { _id, name, mode } = before;
    const { lastServed, turn, owed } = turns;
    const version = before.version + 1;
    const round = { turn, owed: [...owed], ...(lastServed !== undefined && { lastServed }) };
    const next = { name, mode, version, ...round, reservations };
    const { matchedCount } = await this.documents.replaceOne({ _id, version: before.version }, next);
    return matchedCount === 1 ? { _id, ...next } : undefined;
  }

  /** Makes every decision that is being taken look at the people again. */
  async peopleChanged(): Promise<void> {
    await this.documents.updateMany({}, { $inc: { version: 1 } });
  }
}
