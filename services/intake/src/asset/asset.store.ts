import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import {
  after,
  aggregateSchema,
  aggregateToken,
  collectionOf,
  type AggregateDocument,
  type AggregateStore,
} from '@deskbeat/persistence';
import type { Asset } from './domain/asset.js';

export type AssetDocument = Asset & AggregateDocument;

export const assetSchema = aggregateSchema<AssetDocument>({
  product: String,
  serial: String,
  productKey: String,
  serialKey: String,
  customerId: String,
  warrantyUntil: String,
  location: String,
  region: String,
  attributes: Schema.Types.Mixed,
  createdAt: Date,
  updatedAt: Date,
});
assetSchema.index({ serialKey: 1, productKey: 1 }, { unique: true, name: 'serial' });
assetSchema.index({ serialKey: 1, _id: 1 }, { name: 'bySerial' });
assetSchema.index({ customerId: 1, _id: 1 }, { name: 'customer' });

const listed = { outbox: 0, stamp: 0, past: 0 } as const;

@Injectable()
export class AssetStore {
  private readonly assets: Collection<AssetDocument>;

  constructor(
    @InjectModel('Asset') model: Model<AssetDocument>,
    @Inject(aggregateToken('asset')) readonly aggregates: AggregateStore<AssetDocument>,
  ) {
    this.assets = collectionOf(model);
  }

  async findBy(productKey: string, serialKey: string): Promise<AssetDocument | undefined> {
    return ((await this.assets.findOne({ productKey, serialKey })) as AssetDocument | null) ?? undefined;
  }

  /** In the order in which they became known. */
  list(customerIds: readonly string[] | undefined, afterId: string | undefined, limit: number) {
    const owner = customerIds && { customerId: customerIds.length === 1 ? customerIds[0] : { $in: customerIds } };
    return this.find({ ...owner, ...(afterId !== undefined && { _id: { $gt: afterId } }) }, { _id: 1 }, limit);
  }

  /** Those whose serial number begins so, in order of it. */
  bySerial(prefix: string, from: { serialKey: string; id: string } | undefined, limit: number) {
    const bound = from ? after('serialKey', 1, from.serialKey, from.id) : {};
    const range = { serialKey: { $gte: prefix, ...(bound.serialKey as object), $lt: `${prefix}\u{10ffff}` } };
    return this.find({ ...bound, ...range }, { serialKey: 1, _id: 1 }, limit, 'bySerial');
  }

  private async find(filter: object, order: Record<string, 1 | -1>, limit: number, hint?: string) {
    const found = this.assets.find(filter as Filter<AssetDocument>, { projection: listed, hint }).sort(order);
    return (await found.limit(limit).toArray()) as AssetDocument[];
  }
}
