import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';
import type { Placement } from '../domain/dealing.js';
import { newRound, type Round } from '../domain/turns.js';

/**
 * The one place that every decision of the system goes through: one write moves the rounds and reserves the tickets,
 * and is made only on the version that was looked at. `reservations` are the decisions that were taken last: who finds
 * one whose ticket still waits gives the ticket to that same person. `version` also grows when people come, go or get
 * something by hand, so that nothing is decided with an older look at them (docs/adr/0011-one-desk.md).
 */
export interface DeskDocument {
  _id: 'desk';
  version: number;
  /** Number of the last decision. */
  turn: number;
  rounds: ({ queueId: string } & Round)[];
  /** Number of the last decision that gave each of these people a ticket. */
  served: { id: string; turn: number }[];
  reservations: Placement[];
}

export const deskSchema = new Schema<DeskDocument>(
  {
    _id: String,
    version: Number,
    turn: Number,
    rounds: { type: Schema.Types.Mixed },
    served: { type: Schema.Types.Mixed },
    reservations: { type: Schema.Types.Mixed },
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);

const _id = 'desk';

@Injectable()
export class DeskStore {
  private readonly documents: Collection<DeskDocument>;

  constructor(@InjectModel('Desk') model: Model<DeskDocument>) {
    this.documents = collectionOf(model);
  }

  async load(): Promise<DeskDocument> {
    return (await this.documents.findOne({ _id })) ?? (await this.create());
  }

  /**
   * Writes what was decided, unless somebody else did or somebody came or went since it was loaded.
   * @returns the desk as it is then, or undefined
   */
  async move(
    before: DeskDocument,
    change: Partial<Omit<DeskDocument, '_id' | 'version'>>,
  ): Promise<DeskDocument | undefined> {
    const { _id: __, ...rest } = before;
    const next = { ...rest, ...change, version: before.version + 1 };
    const { matchedCount } = await this.documents.replaceOne({ _id, version: before.version }, next);
    return matchedCount === 1 ? { _id, ...next } : undefined;
  }

  /** Makes every decision that is being taken look at the people again. */
  async peopleChanged(): Promise<void> {
    await this.documents.updateOne({ _id }, { $inc: { version: 1 } });
  }

  private async create(): Promise<DeskDocument> {
    const fresh: DeskDocument = { _id, version: 1, turn: 0, rounds: [], served: [], reservations: [] };
    try {
      await this.documents.insertOne(fresh);
    } catch (error) {
      if (duplicateKeyOf(error) === undefined) throw error;
    }
    return (await this.documents.findOne({ _id })) ?? fresh;
  }
}

export const roundIn = ({ rounds }: Pick<DeskDocument, 'rounds'>, queueId: string): Round => {
  const { queueId: _, ...round } = rounds.find((one) => one.queueId === queueId) ?? { queueId, ...newRound };
  return round;
};

export const withRound = (
  { rounds }: Pick<DeskDocument, 'rounds'>,
  queueId: string,
  round: Round,
): DeskDocument['rounds'] => [...rounds.filter((one) => one.queueId !== queueId), { queueId, ...round }];
