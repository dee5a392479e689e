import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import type { LinkPurpose } from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';

/** `_id` is the digest of the token; nobody who reads the store can use it. */
export interface LinkDocument {
  _id: string;
  purpose: LinkPurpose;
  /** Absent where the account is still to come. */
  accountId?: string;
  expiresAt: Date;
}

export const linkSchema = new Schema<LinkDocument>(
  { _id: String, purpose: String, accountId: String, expiresAt: Date },
  { versionKey: false },
);
linkSchema.index({ accountId: 1 }, { name: 'account' });
linkSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

@Injectable()
export class LinkStore {
  private readonly links: Collection<LinkDocument>;

  constructor(@InjectModel('Link') model: Model<LinkDocument>) {
    this.links = collectionOf(model);
  }

  async add(link: LinkDocument): Promise<void> {
    await this.links.insertOne(link);
  }

  async get(digest: string): Promise<LinkDocument | undefined> {
    return (await this.links.findOne({ _id: digest })) ?? undefined;
  }

  /** @returns nothing when somebody else has used it meanwhile */
  async take(digest: string): Promise<LinkDocument | undefined> {
    return (await this.links.findOneAndDelete({ _id: digest })) ?? undefined;
  }

  async removeOf(accountId: string): Promise<void> {
    await this.links.deleteMany({ accountId });
  }
}
