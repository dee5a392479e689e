import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import type { PersonSaved } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';
import type { PersonDocument } from './notice.schema.js';

export interface Colleague {
  id: string;
  role: string;
  name: string;
  email?: string;
}

/** Own small copy of the directory. */
@Injectable()
export class PeopleStore {
  private readonly people: Collection<PersonDocument>;

  constructor(@InjectModel('Person') model: Model<PersonDocument>) {
    this.people = collectionOf(model);
  }

  /** @returns `known` when a newer or the same version is here already */
  async save(version: number, { personId, name, email, role, active }: PersonSaved): Promise<'done' | 'known'> {
    const fields = { version, name, role, ...(email && { email }), ...(active === false && { active }) };
    try {
      await this.people.replaceOne({ _id: personId, version: { $lt: version } }, fields, { upsert: true });
      return 'done';
    } catch (error) {
      if (duplicateKeyOf(error)) return 'known';
      throw error;
    }
  }

  /** Those who are still there, by role or by id. */
  async find(roles: readonly string[], ids: readonly string[]): Promise<Colleague[]> {
    const [byRole, byId] = await Promise.all([
      roles.length > 0 ? this.there({ role: { $in: [...roles] } }) : [],
      ids.length > 0 ? this.there({ _id: { $in: [...ids] } }) : [],
    ]);
    const found = [...byRole, ...byId.filter(({ _id }) => !byRole.some((one) => one._id === _id))];
    return found.map(({ _id, role, name, email }) => ({ id: _id, role, name, ...(email && { email }) }));
  }

  private there(filter: Filter<PersonDocument>): Promise<PersonDocument[]> {
    return this.people.find({ ...filter, active: { $ne: false } } as Filter<PersonDocument>).toArray();
  }
}
