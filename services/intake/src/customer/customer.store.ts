import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Tier } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';

export interface Customer {
  _id: string;
  version: number;
  name?: string;
  email?: string;
  phone?: string;
  externalId?: string;
  tier: Tier;
  region?: string;
  createdAt: Date;
  /** Absent for somebody who gave no identity. */
  identities?: string[];
}

export const customerSchema = new Schema<Customer>(
  {
    _id: String,
    version: Number,
    name: String,
    email: String,
    phone: String,
    externalId: String,
    tier: String,
    region: String,
    createdAt: Date,
    identities: { type: [String], default: undefined },
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);
customerSchema.index({ identities: 1 }, { unique: true, sparse: true, name: 'identities' });
customerSchema.index({ externalId: 1 }, { sparse: true, name: 'externalId' });

@Injectable()
export class CustomerStore implements OnModuleInit {
  private readonly customers: Collection<Customer>;

  constructor(@InjectModel('Customer') private readonly model: Model<Customer>) {
    this.customers = collectionOf(model);
  }

  /** Nobody is found or created before identities are unique. */
  async onModuleInit(): Promise<void> {
    await this.model.init();
  }

  async load(id: string): Promise<Customer | undefined> {
    return (await this.customers.findOne({ _id: id })) ?? undefined;
  }

  /** The customer whom the first of these keys names that anybody has. */
  async findBy(identities: readonly string[]): Promise<Customer | undefined> {
    const found = await this.customers.find({ identities: { $in: [...identities] } }).toArray();
    const rank = ({ identities: own = [] }: Customer): number => identities.findIndex((key) => own.includes(key));
    return found.sort((a, b) => rank(a) - rank(b))[0];
  }

  /** @returns false when somebody has one of the identities already */
  async insert(customer: Customer): Promise<boolean> {
    try {
      await this.customers.insertOne(customer);
      return true;
    } catch (error) {
      if (duplicateKeyOf(error)) return false;
      throw error;
    }
  }

  /** After an id, at most `limit`. */
  async list(filter: Filter<Customer>, afterId: string | undefined, limit: number): Promise<Customer[]> {
    const bound = afterId === undefined ? filter : { ...filter, _id: { $gt: afterId } };
    return this.customers.find(bound).sort({ _id: 1 }).limit(limit).toArray();
  }
}
