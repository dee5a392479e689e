import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import type { Model } from 'mongoose';
import { Problem } from '@deskbeat/contracts';
import {
  AggregateStore,
  aggregateToken,
  collectionOf,
  duplicateKeyOf,
  type Fact,
  type Origin,
  type Revision,
} from '@deskbeat/persistence';
import type { AccountDocument } from './account.schema.js';

const emailTaken = (): Problem =>
  new Problem('already-exists', { errors: [{ pointer: '/email', message: 'belongs to another account' }] });

@Injectable()
export class AccountStore {
  private readonly accounts: Collection<AccountDocument>;

  constructor(
    @Inject(aggregateToken('account')) private readonly aggregates: AggregateStore<AccountDocument>,
    @InjectModel('Account') model: Model<AccountDocument>,
  ) {
    this.accounts = collectionOf(model);
  }

  load(id: string): Promise<AccountDocument | undefined> {
    return this.aggregates.load(id);
  }

  need(id: string): Promise<AccountDocument> {
    return this.aggregates.need(id);
  }

  async withEmail(email: string): Promise<AccountDocument | undefined> {
    return (await this.accounts.findOne({ email: email.toLowerCase() })) ?? undefined;
  }

  async withSso(sso: string): Promise<AccountDocument | undefined> {
    return (await this.accounts.findOne({ sso })) ?? undefined;
  }

  async withPasskey(credentialId: string): Promise<AccountDocument | undefined> {
    return (await this.accounts.findOne({ 'passkeys.credentialId': credentialId })) ?? undefined;
  }

  /** Whether there is any account at all. */
  async isEmpty(): Promise<boolean> {
    return (await this.accounts.findOne({ _id: { $gt: '' } }, { projection: { _id: 1 } })) === null;
  }

  /** In the order of their ids, after one. */
  page(after: string, limit: number): Promise<AccountDocument[]> {
    return this.accounts
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** What of every account decides how far somebody sees. */
  roles(): Promise<Pick<AccountDocument, '_id' | 'role' | 'reach'>[]> {
    return this.accounts.find({ _id: { $gt: '' } }, { projection: { role: 1, reach: 1 } }).toArray();
  }

  /** @throws Problem `already-exists` when the id or the address is taken */
  async create(
    state: Omit<AccountDocument, 'version' | 'outbox'>,
    facts: Fact[],
    origin: Origin,
  ): Promise<AccountDocument> {
    const outcome = await this.aggregates.create(state, facts, origin);
    if ('created' in outcome) return outcome.created;
    throw outcome.refusedBy === 'email' ? emailTaken() : new Problem('already-exists', { context: { id: state._id } });
  }

  /** @throws Problem `already-exists` when the address is taken */
  async revise(
    id: string,
    origin: Origin,
    decide: (current: AccountDocument) => Revision<AccountDocument> | undefined,
  ): Promise<AccountDocument> {
    try {
      return await this.aggregates.revise(id, origin, decide);
    } catch (error) {
      throw duplicateKeyOf(error) === 'email' ? emailTaken() : error;
    }
  }
}
