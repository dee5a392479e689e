import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import {
  aggregateSchema,
  aggregateToken,
  AggregateStore,
  collectionOf,
  type AggregateDocument,
} from '@deskbeat/persistence';
import { personStateOf, type Person } from '../domain/person.js';

export type PersonDocument = Person & AggregateDocument;

const { Mixed } = Schema.Types;

export const personSchema = aggregateSchema<PersonDocument>({
  name: String,
  email: String,
  role: String,
  active: Boolean,
  deleted: Boolean,
  teams: [String],
  skills: { type: Mixed },
  regions: [String],
  languages: [String],
  capacity: Number,
  weight: Number,
  calendarId: String,
  deputyId: String,
  leaves: { type: Mixed },
  inactiveSince: Date,
  awaySince: Date,
  handoverAt: Date,
});
personSchema.index({ active: 1, role: 1 });
personSchema.index({ handoverAt: 1 }, { name: 'handover', sparse: true });

/** People, as they stand in the directory. */
@Injectable()
export class PersonStore {
  private readonly documents: Collection<PersonDocument>;

  constructor(
    @InjectModel('Person') model: Model<PersonDocument>,
    @Inject(aggregateToken('person')) readonly aggregates: AggregateStore<PersonDocument>,
  ) {
    this.documents = collectionOf(model);
  }

  /** Everybody who is listed. */
  async all(): Promise<PersonDocument[]> {
    return (await this.find({ _id: { $gte: '' } })).filter(({ deleted }) => !deleted);
  }

  active(): Promise<PersonDocument[]> {
    return this.find({ active: true });
  }

  byIds(ids: string[]): Promise<PersonDocument[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.find({ _id: { $in: ids } });
  }

  /** Ids of people whose open tickets are to be handed over by now. */
  async leaving(now: Date, limit: number, except: readonly string[]): Promise<string[]> {
    const filter = { handoverAt: { $lte: now }, ...(except.length > 0 && { _id: { $nin: except } }) };
    const found = await this.documents
      .find(filter as Filter<PersonDocument>)
      .sort({ handoverAt: 1 })
      .limit(limit)
      .project({ _id: 1 })
      .toArray();
    return found.map(({ _id }) => _id as unknown as string);
  }

  private async find(filter: Filter<PersonDocument>): Promise<PersonDocument[]> {
    const found = await this.documents
      .find(filter, { projection: { outbox: 0 } })
      .sort({ _id: 1 })
      .toArray();
    return (found as PersonDocument[]).map((person) => ({
      ...personStateOf(person),
      _id: person._id,
      version: person.version,
    }));
  }
}
