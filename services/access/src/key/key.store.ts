import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import type { Model } from 'mongoose';
import type { KeyRole } from '@deskbeat/contracts';
import {
  aggregateSchema,
  AggregateStore,
  aggregateToken,
  collectionOf,
  type AggregateDocument,
} from '@deskbeat/persistence';

/** A digest of a secret, and until when it is good where that is not for good. */
export interface KeySecret {
  digest: string;
  until?: Date;
}

export interface KeyDocument extends AggregateDocument {
  name: string;
  role: KeyRole;
  scopes?: string[];
  actsForOthers: boolean;
  begins: string;
  /** The newest first. Empty for a key that was revoked. */
  secrets: KeySecret[];
  createdAt: Date;
  expiresAt?: Date;
  rotatedAt?: Date;
  lastUsedAt?: Date;
}

export const keySchema = aggregateSchema<KeyDocument>({
  name: String,
  role: String,
  scopes: { type: [String], default: undefined },
  actsForOthers: Boolean,
  begins: String,
  secrets: Array,
  createdAt: Date,
  expiresAt: Date,
  rotatedAt: Date,
  lastUsedAt: Date,
});
keySchema.index({ 'secrets.digest': 1 } as never, { name: 'secret' });

const most = 1_000;

@Injectable()
export class KeyStore {
  private readonly keys: Collection<KeyDocument>;

  constructor(
    @Inject(aggregateToken('key')) readonly aggregates: AggregateStore<KeyDocument>,
    @InjectModel('Key') model: Model<KeyDocument>,
  ) {
    this.keys = collectionOf(model);
  }

  async withSecret(digest: string): Promise<KeyDocument | undefined> {
    return (await this.keys.findOne({ 'secrets.digest': digest })) ?? undefined;
  }

  /** In the order of their ids. */
  all(): Promise<KeyDocument[]> {
    return this.keys
      .find({ _id: { $gt: '' } })
      .sort({ _id: 1 })
      .limit(most)
      .toArray();
  }
}
