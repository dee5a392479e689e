import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import { collectionOf } from '@deskbeat/persistence';
import type { Wishes } from '../domain/wishes.js';

export type PreferencesDocument = Wishes & { _id: string };

export const preferencesSchema = new Schema<PreferencesDocument>(
  { _id: String, language: String, timeZone: String, quiet: Object, digest: String, wishes: Array },
  { versionKey: false },
);

@Injectable()
export class PreferencesStore {
  private readonly preferences: Collection<PreferencesDocument>;

  constructor(@InjectModel('Preferences') model: Model<PreferencesDocument>) {
    this.preferences = collectionOf(model);
  }

  /** Those who never said anything are left out. */
  async of(personIds: readonly string[]): Promise<Map<string, Wishes>> {
    const found = await this.preferences.find({ _id: { $in: [...personIds] } }).toArray();
    return new Map(found.map(({ _id, ...wishes }) => [_id, wishes]));
  }

  async save(personId: string, wishes: Wishes): Promise<void> {
    await this.preferences.replaceOne({ _id: personId }, wishes, { upsert: true });
  }
}
