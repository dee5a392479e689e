import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Binary, type AnyBulkWriteOperation, type Collection } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf, onlyDuplicates } from '@deskbeat/persistence';
import { Recently } from '../recently.js';
import { blockOf, changedPostings, type Changes } from './domain/postings.js';
import { postingsId, termIn, type Postings, type SearchEntry, type SearchState } from './search.schema.js';

const merge = 'merge';
const extent = 'extent';
const longAgo = new Date(0);
/** Documents that one read asks for by their ids. */
const together = 1_000;
/** In one answer instead of 101 first and the others in a second one. */
const atOnce = { batchSize: 2_000 };

/** Up to where there are postings, and which ones. */
export interface Extent {
  newest: number;
  edition: number;
}

interface Kept {
  count: number;
  bytes: Uint8Array;
}
const none: Kept = { count: 0, bytes: new Uint8Array() };
/** Postings of a term in a block that are kept: 20 KB at the most, mostly far below. */
const mostKept = 2_000;

export interface Block {
  count: Map<string, number>;
  bytes: Map<string, Uint8Array>;
}

@Injectable()
export class SearchStore implements OnModuleInit {
  private readonly entries: Collection<SearchEntry>;
  private readonly postings: Collection<Postings>;
  private readonly state: Collection<SearchState>;
  private kept = { edition: -1, postings: new Recently<Kept>(mostKept) };

  constructor(
    @InjectModel('SearchEntry') private readonly model: Model<SearchEntry>,
    @InjectModel('SearchPostings') postings: Model<Postings>,
    @InjectModel('SearchState') state: Model<SearchState>,
  ) {
    this.entries = collectionOf(model);
    this.postings = collectionOf(postings);
    this.state = collectionOf(state);
  }

  async onModuleInit(): Promise<void> {
    await this.model.init();
  }

  async entriesOf(ids: readonly string[]): Promise<Map<string, SearchEntry>> {
    const found = await this.entries.find({ _id: { $in: [...ids] } }, atOnce).toArray();
    return new Map(found.map((entry) => [entry._id, entry]));
  }

  /** @returns false when somebody else wrote one of them meanwhile; the others are written */
  async write(entries: readonly SearchEntry[]): Promise<boolean> {
    const operations = entries.map(({ _id, ...entry }): AnyBulkWriteOperation<SearchEntry> =>
      entry.w === 1
        ? { insertOne: { document: { _id, ...entry } } }
        : { replaceOne: { filter: { _id, w: entry.w - 1 }, replacement: entry } },
    );
    return this.allDone(this.entries, operations);
  }

  /** Entries that postings do not have, oldest first. */
  fresh(since: Date, limit: number): Promise<SearchEntry[]> {
    const found = this.entries.find({ fresh: { $gte: since } }, { hint: 'fresh', ...atOnce });
    return found.sort({ fresh: 1 }).limit(limit).toArray();
  }

  async countFresh(limit: number): Promise<number> {
    const found = this.entries.find({ fresh: { $gte: longAgo } }, { projection: { _id: 1 }, hint: 'fresh', ...atOnce });
    return (await found.limit(limit).toArray()).length;
  }

  /** Postings have these: first whoever searches is to read them anew, then the entries need not be looked at any more. */
  async settle(entries: readonly SearchEntry[]): Promise<void> {
    const newest = Math.max(...entries.map(({ n }) => n));
    await this.state.updateOne({ _id: extent }, { $max: { newest }, $inc: { edition: 1 } }, { upsert: true });
    const operations = entries.map(({ _id, w }) => ({
      updateOne: { filter: { _id, w }, update: { $unset: { fresh: 1 as const, was: 1 as const } } },
    }));
    await this.entries.bulkWrite(operations, { ordered: false });
  }

  /**
   * Changes postings, by their ids.
   * @returns false when somebody else changed one of them meanwhile
   */
  async change(changes: readonly (readonly [string, Changes])[]): Promise<boolean> {
    const ids = changes.map(([id]) => id);
    const known = new Map(
      (await this.postings.find({ _id: { $in: ids } }, atOnce).toArray()).map((one) => [one._id, one]),
    );
    const operations = changes.flatMap(([_id, change]): AnyBulkWriteOperation<Postings>[] => {
      const before = known.get(_id);
      const { bytes, count } = changedPostings(before?.bytes.buffer, change);
      const after = { bytes: new Binary(bytes), count };
      if (!before) return count > 0 ? [{ insertOne: { document: { _id, ...after, w: 1 } } }] : [];
      // A term that no ticket has any more goes: it may be a name that is to be forgotten.
      if (count === 0) return [{ deleteOne: { filter: { _id, w: before.w } } }];
      return [{ updateOne: { filter: { _id, w: before.w }, update: { $set: after, $inc: { w: 1 } } } }];
    });
    return this.allDone(this.postings, operations);
  }

  /** How many tickets have the terms that begin so, in one block. */
  async beginning(start: string, block: number, limit: number): Promise<Map<string, number>> {
    const bounds = { $gte: postingsId(block, start), $lt: postingsId(block, `${start}\uffff`) };
    const found = await this.postings
      .find({ _id: bounds }, { projection: { count: 1 }, ...atOnce })
      .limit(limit)
      .toArray();
    return new Map(found.map(({ _id, count }) => [termIn(_id), count]));
  }

  /** Postings of some terms in all blocks, oldest block first. Those of an edition are read once. */
  async blocks(terms: readonly string[], { newest, edition }: Extent): Promise<Block[]> {
    if (this.kept.edition !== edition) this.kept = { edition, postings: new Recently(mostKept) };
    const { postings } = this.kept;
    const blocks = Array.from({ length: blockOf(newest) + 1 }, (): Block => ({ count: new Map(), bytes: new Map() }));
    const wanted = blocks.flatMap((_, block) => terms.map((term) => ({ block, term, id: postingsId(block, term) })));
    // Others may put what they need in the place of it while the rest is read.
    const found = new Map<string, Kept>();
    for (const { id } of wanted) {
      const one = postings.get(id);
      if (one) found.set(id, one);
    }
    const missing = wanted.flatMap(({ id }) => (found.has(id) ? [] : [id]));
    for (let at = 0; at < missing.length; at += together) {
      const ids = missing.slice(at, at + together);
      const read = await this.postings.find({ _id: { $in: ids } }, atOnce).toArray();
      const there = new Map(read.map(({ _id, bytes, count }) => [_id, { bytes: bytes.buffer, count }]));
      for (const id of ids) found.set(id, there.get(id) ?? none);
    }
    for (const { block, term, id } of wanted) {
      const { bytes, count } = found.get(id)!;
      if (count === 0) continue;
      blocks[block]!.count.set(term, count);
      blocks[block]!.bytes.set(term, bytes);
    }
    for (const id of missing) postings.set(id, found.get(id)!);
    return blocks;
  }

  async extent(): Promise<Extent> {
    const { newest = 0, edition = 0 } = (await this.state.findOne({ _id: extent })) ?? {};
    return { newest, edition };
  }

  /** One process merges at a time; a dead one's lease ends by itself. */
  async lease(holder: string, now: Date, ms: number): Promise<boolean> {
    const free = { _id: merge, $or: [{ until: { $lt: now } }, { holder }] };
    const until = new Date(now.getTime() + ms);
    try {
      await this.state.updateOne(free, { $set: { holder, until } }, { upsert: true });
      return true;
    } catch (error) {
      if (onlyDuplicates(error)) return false;
      throw error;
    }
  }

  async release(holder: string): Promise<void> {
    await this.state.updateOne({ _id: merge, holder }, { $set: { until: longAgo } });
  }

  private async allDone<D extends { _id: string }>(
    collection: Collection<D>,
    operations: AnyBulkWriteOperation<D>[],
  ): Promise<boolean> {
    if (operations.length === 0) return true;
    try {
      const done = await collection.bulkWrite(operations, { ordered: false });
      return done.insertedCount + done.matchedCount + done.deletedCount === operations.length;
    } catch (error) {
      if (onlyDuplicates(error)) return false;
      throw error;
    }
  }
}
