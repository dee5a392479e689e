import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import type { PersonSaved } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';

/** The few of a person in the directory that an identity needs. */
export interface PersonDocument {
  _id: string;
  version: number;
  teams: string[];
}

export const personSchema = new Schema<PersonDocument>(
  { _id: String, version: Number, teams: [String] },
  { versionKey: false },
);

/** Own small copy of the directory. */
@Injectable()
export class PeopleStore {
  private readonly people: Collection<PersonDocument>;

  constructor(@InjectModel('Person') model: Model<PersonDocument>) {
    this.people = collectionOf(model);
  }

  /** @returns `known` when a newer or the same version is here already */
  async save(version: number, { personId, teams = [] }: PersonSaved): Promise<'done' | 'known'> {
    try {
      const filter = { _id: personId, version: { $lt: version } };
      await this.people.replaceOne(filter, { version, teams }, { upsert: true });
      return 'done';
    } catch (error) {
      if (duplicateKeyOf(error)) return 'known';
      throw error;
    }
  }

  async teamsOf(ids: readonly string[]): Promise<Map<string, string[]>> {
    const found = await this.people.find({ _id: { $in: [...ids] } }).toArray();
    return new Map(found.map(({ _id, teams }) => [_id, teams]));
  }

  /** Whether the directory has ever told of this person. */
  async knows(id: string): Promise<boolean> {
    return (await this.people.findOne({ _id: id }, { projection: { _id: 1 } })) !== null;
  }
}
