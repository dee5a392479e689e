import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import { collectionOf } from '@deskbeat/persistence';

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

  constructor(@InjectModel('SuppressedAddress') model: Model<SuppressedDocument>) {
    this.suppressed = collectionOf(model);
  }

  async get(address: string): Promise<SuppressedDocument | undefined> {
    return (await this.suppressed.findOne({ _id: address.toLowerCase() })) ?? undefined;
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
}
