import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection } from 'mongodb';
import { collectionOf, Gather, onlyDuplicates } from '@deskbeat/persistence';

/** That a customer is found by a term; the id is the term, then the customer, so that a beginning is one range of ids. */
export interface TermEntry {
  _id: string;
  customerId: string;
}

export const customerTermSchema = new Schema<TermEntry>({ _id: String, customerId: String } as never, {
  versionKey: false,
  strict: 'throw',
});
customerTermSchema.index({ customerId: 1, _id: 1 }, { name: 'customer' });

const separator = '\u0001';
const keyOf = (term: string, customerId: string): string => `${term}${separator}${customerId}`;
export const termOf = ({ _id }: TermEntry): string => _id.slice(0, _id.indexOf(separator));

@Injectable()
export class TermStore {
  private readonly terms: Collection<TermEntry>;
  /** New customers of the same moment are one write. */
  private readonly inserts = new Gather<TermEntry[], undefined>((lists) => this.insert(lists));

  constructor(@InjectModel('CustomerTerm') model: Model<TermEntry>) {
    this.terms = collectionOf(model);
  }

  /** Entries whose term begins so, after one, in order of the terms. */
  beginning(start: string, afterKey: string | undefined, limit: number): Promise<TermEntry[]> {
    return this.range(
      { ...(afterKey === undefined ? { $gte: start } : { $gt: afterKey }), $lt: `${start}\u{10ffff}` },
      limit,
    );
  }

  /** Entries of one term. */
  exactly(term: string, limit: number): Promise<TermEntry[]> {
    return this.range({ $gt: keyOf(term, ''), $lt: keyOf(term, '\u{10ffff}') }, limit);
  }

  /** All entries of customers, each one's in order. */
  of(customerIds: readonly string[]): Promise<TermEntry[]> {
    const filter = { customerId: { $in: [...customerIds] } };
    return this.terms.find(filter).sort({ customerId: 1, _id: 1 }).toArray();
  }

  /** Makes these the terms of a customer. */
  async replace(customerId: string, wanted: readonly string[]): Promise<void> {
    const known = new Set((await this.of([customerId])).map(({ _id }) => _id));
    const keys = wanted.map((term) => keyOf(term, customerId));
    const added = keys.filter((key) => !known.delete(key));
    if (added.length > 0) await this.inserts.add(added.map((_id) => ({ _id, customerId })));
    if (known.size > 0) await this.terms.deleteMany({ _id: { $in: [...known] } });
  }

  private range(_id: object, limit: number): Promise<TermEntry[]> {
    return this.terms
      .find({ _id: _id as never })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
  }

  private async insert(lists: TermEntry[][]): Promise<undefined[]> {
    try {
      await this.terms.insertMany(lists.flat(), { ordered: false });
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
    }
    return lists.map(() => undefined);
  }
}
