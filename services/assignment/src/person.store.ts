import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import {
  aggregateSchema,
  aggregateToken,
  AggregateStore,
  collectionOf,
  type AggregateDocument,
} from '@deskbeat/persistence';
import { servingRoles, type Person } from './domain/person.js';

export type PersonDocument = Person & AggregateDocument;

export const personSchema = aggregateSchema<PersonDocument>({
  name: String,
  email: String,
  role: String,
  active: Boolean,
  presence: String,
});
personSchema.index({ active: 1, role: 1 });

/** The directory. */
@Injectable()
export class PersonStore {
  private readonly documents: Collection<PersonDocument>;

  constructor(
    @InjectModel('Person') model: Model<PersonDocument>,
    @Inject(aggregateToken('person')) readonly aggregates: AggregateStore<PersonDocument>,
  ) {
    this.documents = collectionOf(model);
  }

  all(): Promise<PersonDocument[]> {
    return this.find({});
  }

  /** Active people who take turns, whether there or not. */
  serving(): Promise<PersonDocument[]> {
    return this.find({ active: true, role: { $in: [...servingRoles] } });
  }

  byIds(ids: string[]): Promise<PersonDocument[]> {
    return this.find({ _id: { $in: ids } });
  }

  private async find(filter: Filter<PersonDocument>): Promise<PersonDocument[]> {
    const found = await this.documents
      .find(filter, { projection: { outbox: 0 } })
      .sort({ _id: 1 })
      .toArray();
    return found as PersonDocument[];
  }
}
