import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { digestOf } from '@deskbeat/identity';
import { collectionOf } from '@deskbeat/persistence';

/** Somebody who went to the provider and is not back yet. `_id` is the digest of the state. */
export interface DepartureDocument {
  _id: string;
  browser: string;
  nonce: string;
  verifier: string;
  to?: string;
  expiresAt: Date;
}

export const departureSchema = new Schema<DepartureDocument>(
  { _id: String, browser: String, nonce: String, verifier: String, to: String, expiresAt: Date },
  { versionKey: false },
);
departureSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

@Injectable()
export class SsoStore {
  private readonly departures: Collection<DepartureDocument>;

  constructor(@InjectModel('Departure') model: Model<DepartureDocument>) {
    this.departures = collectionOf(model);
  }

  async add(state: string, departure: Omit<DepartureDocument, '_id'>): Promise<void> {
    await this.departures.insertOne({ _id: digestOf(state), ...departure });
  }

  /** @returns nothing for a state that was never sent, or that somebody has come back with already */
  async take(state: string): Promise<DepartureDocument | undefined> {
    return (await this.departures.findOneAndDelete({ _id: digestOf(state) })) ?? undefined;
  }
}
