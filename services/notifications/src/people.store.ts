import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import type { Model } from 'mongoose';
import type { PersonRole, PersonSaved } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';
import type { Colleague } from './domain/audience.js';
import type { PersonDocument } from './notice.schema.js';

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

  /** Those who are still there. */
  async inRoles(roles: readonly string[]): Promise<Colleague[]> {
    const found = await this.people.find({ role: { $in: [...roles] }, active: { $ne: false } }).toArray();
    return found.map(({ _id, role, email }) => ({ id: _id, role: role as PersonRole, ...(email && { email }) }));
  }
}
