import { Schema } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import { Problem, type Actor, type Identity, type Place } from '@deskbeat/contracts';
import { duplicateKeyOf } from '@deskbeat/persistence';
import { needKeeper, type Common } from './domain/keepers.js';

/** Something on a shelf, with the place where it stands. */
export interface Shelved<B extends Place> {
  _id: string;
  version: number;
  /** Whose it is: `shared`, `team:<id>` or `person:<id>`. */
  owner: string;
  /** Owner and shortcut; absent without one. */
  shortcutKey?: string;
  body: B;
  by: Actor;
  /** Id of whoever made it, where somebody else changed it last. */
  madeBy?: string;
  updatedAt: Date;
}

export const shelfSchema = new Schema(
  { _id: String, owner: String, shortcutKey: String } as never,
  {
    versionKey: false,
    strict: false,
  } as never,
);
shelfSchema.index({ owner: 1, _id: 1 } as never, { name: 'owner' });
shelfSchema.index({ shortcutKey: 1 } as never, { unique: true, sparse: true, name: 'shortcut' });

const mostOfOne = 500;

/** What decides who changes it; what is personal is so to whoever made it. */
export const commonOf = ({ body: { teamId }, by, madeBy = by.id }: Shelved<Place>): Common => ({ madeBy, teamId });

/** What agents take and use again: canned replies, macros. */
export class Shelf<B extends Place> {
  constructor(
    private readonly entity: string,
    private readonly things: Collection<Shelved<B>>,
  ) {}

  /** @throws Problem `not-found`, also for what is personal to somebody else */
  async need(id: string, { kind, id: actorId }: Actor): Promise<Shelved<B>> {
    const found = (await this.things.findOne({ _id: id } as Filter<Shelved<B>>)) as Shelved<B> | null;
    const isOthers = found?.owner.startsWith('person:') && (kind !== 'person' || found.owner !== `person:${actorId}`);
    if (found && !isOthers) return found;
    throw new Problem('not-found', { context: { entity: this.entity, id } });
  }

  /** The same to change or remove it. @throws Problem `forbidden` for what others use and somebody else made */
  async keep(id: string, who: Identity): Promise<Shelved<B>> {
    const found = await this.need(id, who);
    needKeeper(commonOf(found), who);
    return found;
  }

  async of(owners: readonly string[]): Promise<Shelved<B>[]> {
    const lists = owners.map((owner) => {
      const found = this.things.find({ owner } as Filter<Shelved<B>>);
      return found.sort({ owner: 1, _id: 1 }).limit(mostOfOne).toArray() as Promise<Shelved<B>[]>;
    });
    return (await Promise.all(lists)).flat();
  }

  create(thing: Shelved<B>): Promise<void> {
    return this.unique(thing, async () => void (await this.things.insertOne(thing as never)));
  }

  /** @throws Problem `version-conflict`, `already-exists` */
  replace(thing: Shelved<B>): Promise<void> {
    return this.unique(thing, async () => {
      const { _id, ...rest } = thing;
      const filter = { _id, version: thing.version - 1 } as Filter<Shelved<B>>;
      const { matchedCount } = await this.things.replaceOne(filter, rest as never);
      if (matchedCount === 1) return;
      const current = await this.things.findOne({ _id } as Filter<Shelved<B>>);
      throw new Problem('version-conflict', { context: { currentVersion: current?.version ?? 0 } });
    });
  }

  async remove(id: string): Promise<void> {
    await this.things.deleteOne({ _id: id } as Filter<Shelved<B>>);
  }

  private async unique({ body }: Shelved<B>, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
      throw new Problem('already-exists', { detail: `/${body.shortcut} is taken`, context: { entity: this.entity } });
    }
  }
}
