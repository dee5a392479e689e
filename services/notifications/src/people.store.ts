import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import type { PersonSaved } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf, Gather } from '@deskbeat/persistence';
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
  /** Notices come many at a time: people are looked up in few round trips. */
  private readonly byId = new Gather<string, PersonDocument | undefined>((ids) => this.withIds(ids));

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
    const [inRole, named] = await Promise.all([
      roles.length > 0 ? this.there({ role: { $in: [...roles] } }) : [],
      Promise.all(ids.map((id) => this.byId.add(id))),
    ]);
    const found = new Map([...inRole, ...named].flatMap((one) => (one ? [[one._id, one] as const] : [])));
    return [...found.values()].map(({ _id, role, name, email }) => ({ id: _id, role, name, ...(email && { email }) }));
  }

  private async withIds(ids: string[]): Promise<(PersonDocument | undefined)[]> {
    const found = new Map((await this.there({ _id: { $in: [...new Set(ids)] } })).map((one) => [one._id, one]));
    return ids.map((id) => found.get(id));
  }

  private there(filter: Filter<PersonDocument>): Promise<PersonDocument[]> {
    return this.people.find({ ...filter, active: { $ne: false } } as Filter<PersonDocument>).toArray();
  }
}
