import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';
import type { ViewDocument } from './view.schema.js';

@Injectable()
export class ViewStore {
  private readonly views: Collection<ViewDocument>;

  constructor(@InjectModel('View') model: Model<ViewDocument>) {
    this.views = collectionOf(model);
  }

  async load(id: string): Promise<ViewDocument | undefined> {
    return (await this.views.findOne({ _id: id })) ?? undefined;
  }

  /** One's own, those of everybody and those of some teams, or of all. */
  async visibleTo(personId: string, teams: readonly string[] | 'all', limit: number): Promise<ViewDocument[]> {
    const teamId = teams === 'all' ? { $exists: true } : { $in: [...teams] };
    const asked: Filter<ViewDocument>[] = [
      { scope: { $in: ['mine', 'team'] }, ownerId: personId },
      { scope: 'team', teamId },
      { scope: 'shared' },
    ];
    const found = await Promise.all(asked.map((filter) => this.views.find(filter).limit(limit).toArray()));
    const views = new Map(found.flat().map((view) => [view._id, view]));
    return [...views.values()].slice(0, limit);
  }

  /** @returns false when there is one already */
  async insert(view: ViewDocument): Promise<boolean> {
    try {
      await this.views.insertOne(view);
      return true;
    } catch (error) {
      if (duplicateKeyOf(error)) return false;
      throw error;
    }
  }

  /** @returns false when it is not the version before any more */
  async replace({ _id, ...view }: ViewDocument): Promise<boolean> {
    const { matchedCount } = await this.views.replaceOne({ _id, version: view.version - 1 }, view);
    return matchedCount === 1;
  }

  async remove(id: string): Promise<boolean> {
    return (await this.views.deleteOne({ _id: id })).deletedCount === 1;
  }
}
