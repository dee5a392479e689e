import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import { collectionOf, Gather } from '@deskbeat/persistence';

/** `_id` is the address in small letters. */
export interface SuppressedDocument {
  _id: string;
  reason: string;
  until: Date;
}

export const suppressedSchema = new Schema<SuppressedDocument>(
  { _id: String, reason: String, until: Date },
  { versionKey: false },
);
suppressedSchema.index({ until: 1 }, { name: 'until', expireAfterSeconds: 0 });

@Injectable()
export class AddressStore {
  private readonly suppressed: Collection<SuppressedDocument>;
  private readonly byAddress = new Gather<string, SuppressedDocument | undefined>((ids) => this.withIds(ids));

  constructor(@InjectModel('SuppressedAddress') model: Model<SuppressedDocument>) {
    this.suppressed = collectionOf(model);
  }

  get(address: string): Promise<SuppressedDocument | undefined> {
    return this.byAddress.add(address.toLowerCase());
  }

  async suppress(address: string, reason: string, until: Date): Promise<void> {
    await this.suppressed.replaceOne({ _id: address.toLowerCase() }, { reason, until }, { upsert: true });
  }

  async allow(address: string): Promise<void> {
    await this.suppressed.deleteOne({ _id: address.toLowerCase() });
  }

  list(limit: number): Promise<SuppressedDocument[]> {
    return this.suppressed.find().sort({ until: -1 }).limit(limit).toArray();
  }

  private async withIds(ids: string[]): Promise<(SuppressedDocument | undefined)[]> {
    const found = await this.suppressed.find({ _id: { $in: [...new Set(ids)] } }).toArray();
    const byId = new Map(found.map((one) => [one._id, one]));
    return ids.map((id) => byId.get(id));
  }
}
