import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import { aggregateToken, collectionOf, Gather, pageOf, type AggregateStore } from '@deskbeat/persistence';
import type { CustomerDocument } from './customer.schema.js';

const listed = { outbox: 0, stamp: 0, past: 0 } as const;

@Injectable()
export class CustomerStore {
  private readonly customers: Collection<CustomerDocument>;
  /** Many tickets at once are one read. */
  private readonly lookups = new Gather<readonly string[], CustomerDocument[]>((lists) => this.findAll(lists));

  constructor(
    @InjectModel('Customer') model: Model<CustomerDocument>,
    @Inject(aggregateToken('customer')) readonly aggregates: AggregateStore<CustomerDocument>,
  ) {
    this.customers = collectionOf(model);
  }

  /** The customer whom the first of these keys names that anybody has. */
  async findBy(keys: readonly string[]): Promise<CustomerDocument | undefined> {
    const found = await this.lookups.add(keys);
    const rank = (customer: CustomerDocument): number => keys.findIndex((key) => has(customer, key));
    return found.sort((a, b) => rank(a) - rank(b))[0];
  }

  async byIds(ids: readonly string[]): Promise<Map<string, CustomerDocument>> {
    const found = this.customers.find({ _id: { $in: [...ids] } } as Filter<CustomerDocument>, { projection: listed });
    return new Map(((await found.toArray()) as CustomerDocument[]).map((customer) => [customer._id, customer]));
  }

  /** After an id, at most `limit`. */
  async list(filter: Filter<CustomerDocument>, afterId: string | undefined, limit: number) {
    const bound = afterId === undefined ? filter : { ...filter, _id: { $gt: afterId } };
    const found = this.customers.find(bound as Filter<CustomerDocument>, { projection: listed });
    return (await found.sort({ _id: 1 }).limit(limit).toArray()) as CustomerDocument[];
  }

  /** Ids of those that were merged into one of these. */
  async mergedInto(ids: readonly string[]): Promise<string[]> {
    const filter = { 'mergedInto.id': ids.length === 1 ? ids[0] : { $in: ids } } as Filter<CustomerDocument>;
    const found = await this.customers.find(filter, { projection: { _id: 1 } }).toArray();
    return found.map(({ _id }) => _id);
  }

  /** Ids of those with claims that are older than an instant. */
  async claimedBefore(before: Date, limit: number, except: readonly string[]): Promise<string[]> {
    const filter = { 'claims.at': { $lte: before }, _id: { $nin: [...except] } } as Filter<CustomerDocument>;
    const found = await this.customers
      .find(filter, { projection: { _id: 1 }, hint: 'claims' })
      .limit(limit)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  private async findAll(lists: (readonly string[])[]): Promise<CustomerDocument[][]> {
    const filter = { 'identities.key': { $in: [...new Set(lists.flat())] } } as Filter<CustomerDocument>;
    const found = (await this.customers.find(filter).toArray()) as CustomerDocument[];
    return lists.map((keys) => found.filter((customer) => keys.some((key) => has(customer, key))));
  }
}

/** One page of what was listed with one more. */
export const customerPage = (read: CustomerDocument[], limit: number) =>
  pageOf(
    read,
    limit,
    ({ _id }) => [_id],
    ({ notes, fields, identities }) => Buffer.byteLength(JSON.stringify([notes, fields, identities])),
  );

const has = ({ identities = [] }: CustomerDocument, key: string): boolean =>
  identities.some((identity) => identity.key === key);
