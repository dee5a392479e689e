import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';

/** `_id` is the digest of the token; nobody who reads the store can use it. */
export interface CustomerLinkDocument {
  _id: string;
  email: string;
  expiresAt: Date;
}

export const customerLinkSchema = new Schema<CustomerLinkDocument>(
  { _id: String, email: String, expiresAt: Date },
  { versionKey: false },
);
customerLinkSchema.index({ email: 1 }, { name: 'email' });
customerLinkSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

@Injectable()
export class CustomerLinkStore {
  private readonly links: Collection<CustomerLinkDocument>;

  constructor(@InjectModel('CustomerLink') model: Model<CustomerLinkDocument>) {
    this.links = collectionOf(model);
  }

  async add(link: CustomerLinkDocument): Promise<void> {
    await this.links.insertOne(link);
  }

  async get(digest: string): Promise<CustomerLinkDocument | undefined> {
    return (await this.links.findOne({ _id: digest })) ?? undefined;
  }

  /** @returns nothing when it was used before */
  async take(digest: string): Promise<CustomerLinkDocument | undefined> {
    return (await this.links.findOneAndDelete({ _id: digest })) ?? undefined;
  }

  /** @param emails in small letters @returns how many went */
  async removeTo(emails: readonly string[]): Promise<number> {
    return (await this.links.deleteMany({ email: { $in: [...emails] } })).deletedCount;
  }
}
