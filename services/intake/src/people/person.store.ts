import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import type { Event, PersonRole, PersonSaved } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';

export interface Person {
  _id: string;
  version: number;
  name: string;
  role: PersonRole;
  active: boolean;
  email?: string;
  /** Absent for somebody in none. */
  teams?: string[];
}

export const personSchema = new Schema<Person>(
  {
    _id: String,
    version: Number,
    name: String,
    role: String,
    active: Boolean,
    email: String,
    teams: { type: [String], default: undefined },
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);

personSchema.index({ teams: 1 }, { sparse: true, name: 'teams' });

/** Own small copy of the directory. */
@Injectable()
export class PersonStore {
  private readonly people: Collection<Person>;

  constructor(@InjectModel('Person') model: Model<Person>) {
    this.people = collectionOf(model);
  }

  async load(id: string): Promise<Person | undefined> {
    return (await this.people.findOne({ _id: id })) ?? undefined;
  }

  async all(): Promise<Person[]> {
    return this.people
      .find({ _id: { $gte: '' } })
      .sort({ _id: 1 })
      .toArray();
  }

  /** Those of these people who are there. */
  async present(ids: readonly string[]): Promise<string[]> {
    const isActive = await this.known(ids);
    return ids.filter((id) => isActive.get(id));
  }

  /** Those of these people whom the directory knows, and whether they are there. */
  async known(ids: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    if (ids.length === 0) return new Map();
    const found = this.people.find({ _id: { $in: [...ids] } }, { projection: { active: 1 } });
    return new Map((await found.toArray()).map(({ _id, active }) => [_id, active]));
  }

  /** Those who are there and belong to one of these teams. */
  async inTeams(teams: readonly string[]): Promise<string[]> {
    const found = this.people.find({ teams: { $in: [...teams] }, active: true }, { projection: { _id: 1 } });
    return (await found.toArray()).map(({ _id }) => _id);
  }

  /** @returns `known` when a newer or the same version is here already */
  async learn({ version, data }: Event<PersonSaved>): Promise<'done' | 'known'> {
    const { personId, name, role, active = true, email, teams = [] } = data;
    const known = { version, name, role, active, ...(email !== undefined && { email }) };
    const fields = { ...known, ...(teams.length > 0 && { teams }) };
    try {
      await this.people.replaceOne({ _id: personId, version: { $lt: version } }, fields, { upsert: true });
      return 'done';
    } catch (error) {
      if (duplicateKeyOf(error)) return 'known';
      throw error;
    }
  }
}
