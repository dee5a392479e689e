import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import type { SessionUse, SignInWay } from '@deskbeat/contracts';
import { collectionOf } from '@deskbeat/persistence';
import type { SessionSecret } from '../domain/session-secrets.js';

export interface SessionDocument {
  _id: string;
  /** Of a customer `customer:` and its id when it was opened. */
  accountId: string;
  /** Of a customer's session: whoever has this address. */
  customerEmail?: string;
  use: SessionUse;
  /** How they came in. */
  way?: SignInWay;
  /** Id of the passkey by which they came in. */
  passkey?: string;
  device?: string;
  address?: string;
  secrets: SessionSecret[];
  createdAt: Date;
  /** When its secret was replaced, or it was opened. */
  renewedAt: Date;
  /** Then it is removed; moves on with use. */
  expiresAt: Date;
  /** Grows with each write. */
  revision: number;
}

const { Mixed } = Schema.Types;

export const sessionSchema = new Schema<SessionDocument>(
  {
    _id: String,
    accountId: String,
    customerEmail: String,
    use: String,
    way: String,
    passkey: String,
    device: String,
    address: String,
    secrets: { type: Mixed },
    createdAt: Date,
    renewedAt: Date,
    expiresAt: Date,
    revision: Number,
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);
sessionSchema.index({ 'secrets.digest': 1 } as never, { unique: true, name: 'secret' });
sessionSchema.index({ accountId: 1, createdAt: -1 }, { name: 'account' });
sessionSchema.index({ customerEmail: 1 }, { sparse: true, name: 'address' });
sessionSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

@Injectable()
export class SessionStore {
  private readonly sessions: Collection<SessionDocument>;

  constructor(@InjectModel('Session') model: Model<SessionDocument>) {
    this.sessions = collectionOf(model);
  }

  async add(session: SessionDocument): Promise<void> {
    await this.sessions.insertOne(session);
  }

  async withSecret(digest: string): Promise<SessionDocument | undefined> {
    return (await this.sessions.findOne({ 'secrets.digest': digest })) ?? undefined;
  }

  async get(id: string): Promise<SessionDocument | undefined> {
    return (await this.sessions.findOne({ _id: id })) ?? undefined;
  }

  /** Newest first. */
  ofAccount(accountId: string, limit: number): Promise<SessionDocument[]> {
    return this.sessions.find({ accountId }).sort({ createdAt: -1 }).limit(limit).toArray();
  }

  async idsOfAddress(customerEmail: string): Promise<string[]> {
    const found = await this.sessions.find({ customerEmail }, { projection: { _id: 1 } }).toArray();
    return found.map(({ _id }) => _id);
  }

  /** @returns whether nobody else wrote it meanwhile */
  async replace(before: SessionDocument, changed: Partial<SessionDocument>): Promise<boolean> {
    const { _id, revision, ...rest } = { ...before, ...changed };
    const next = { ...rest, revision: revision + 1 };
    return (await this.sessions.replaceOne({ _id, revision: before.revision }, next)).matchedCount === 1;
  }

  async remove(ids: readonly string[]): Promise<number> {
    return (await this.sessions.deleteMany({ _id: { $in: [...ids] } })).deletedCount;
  }
}
