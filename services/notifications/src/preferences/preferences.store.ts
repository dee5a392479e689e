import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import { collectionOf, Gather } from '@deskbeat/persistence';
import type { Wishes } from '../domain/wishes.js';

export type PreferencesDocument = Wishes & { _id: string };

export const preferencesSchema = new Schema<PreferencesDocument>(
  { _id: String, language: String, timeZone: String, quiet: Object, digest: String, wishes: Array },
  { versionKey: false },
);

@Injectable()
export class PreferencesStore {
  private readonly preferences: Collection<PreferencesDocument>;
  private readonly byId = new Gather<string, Wishes | undefined>((ids) => this.withIds(ids));

  constructor(@InjectModel('Preferences') model: Model<PreferencesDocument>) {
    this.preferences = collectionOf(model);
  }

  /** Those who never said anything are left out. */
  async of(personIds: readonly string[]): Promise<Map<string, Wishes>> {
    const found = await Promise.all(personIds.map(async (id) => [id, await this.byId.add(id)] as const));
    return new Map(found.flatMap(([id, wishes]) => (wishes ? [[id, wishes] as const] : [])));
  }

  async save(personId: string, wishes: Wishes): Promise<void> {
    await this.preferences.replaceOne({ _id: personId }, wishes, { upsert: true });
  }

  private async withIds(ids: string[]): Promise<(Wishes | undefined)[]> {
    const documents = await this.preferences.find({ _id: { $in: [...new Set(ids)] } }).toArray();
    const found = new Map(documents.map(({ _id, ...wishes }) => [_id, wishes]));
    return ids.map((id) => found.get(id));
  }
}
