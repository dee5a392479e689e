import { CommandError } from '../errors.js';
import { Value } from '../bson/raw.js';
import type { Collection } from '../storage/collection.js';
import { documentKey, type Store } from '../storage/store.js';
import type { Matcher } from './match.js';
import { matched } from './path.js';
import type { KeyRange, Plan } from './plan.js';

/** A document that was found: it is there until the next one is asked for, unless it is kept. */
export interface Hit {
  record: number;
  document: Value;
  /** Where the filter matched inside of an array, or -1. */
  position: number;
}

export const keep = ({ record, document, position }: Hit): Hit => ({ record, document: document.kept(), position });

interface KeyEntry {
  key: Buffer;
  value?: Buffer;
}

/** So many keys or documents are looked at before time is looked at. */
const STEP = 200;
const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 512;

/** Walks a plan. No reader stays open in between: after a break it goes on behind the last key. */
export class Scan {
  keysExamined = 0;
  documentsExamined = 0;
  private breaks = 0;
  private readonly seen = new Set<number>();
  private readonly matcher: Matcher | undefined;

  constructor(
    private readonly store: Store,
    private readonly collection: Collection,
    readonly plan: Plan,
    matcher: Matcher,
    private readonly expected = FIRST_CHUNK,
  ) {
    this.matcher = plan.exact ? undefined : matcher;
  }

  /** To be called when others may have written: what was read ahead is forgotten. */
  resume(): void {
    if (this.collection.dropped) throw new CommandError(175, 'the collection was dropped meanwhile');
    this.breaks++;
  }

  /** `undefined` stands after each stretch of work, found something or not. */
  *hits(): Generator<Hit | undefined> {
    let examined = 0;
    for (const entry of this.entries()) {
      const hit = this.check(entry);
      if (hit) yield hit;
      if (++examined % STEP === 0) yield undefined;
    }
  }

  private entries(): Iterable<KeyEntry> {
    const { index, ranges, reverse, merge } = this.plan;
    const { id } = this.collection;
    if (!index)
      return this.stretch(this.store.docs, { low: documentKey(id, 0), high: documentKey(id + 1, 0), prefix: 4 });
    const ordered = reverse && !merge ? [...ranges].reverse() : ranges;
    if (ordered.length === 1) return this.stretch(this.store.keys, ordered[0]!);
    return merge ? this.merged(ordered) : this.joined(ordered);
  }

  private *joined(ranges: KeyRange[]): Generator<KeyEntry> {
    for (const range of ranges) yield* this.stretch(this.store.keys, range);
  }

  /** All ranges side by side, by the key behind their prefix. */
  private *merged(ranges: KeyRange[]): Generator<KeyEntry> {
    const heads = ranges.map(({ prefix, ...range }) => {
      const entries = this.stretch(this.store.keys, { prefix, ...range });
      return { prefix, entries, entry: entries.next().value as KeyEntry | undefined };
    });
    for (;;) {
      let first: (typeof heads)[number] | undefined;
      for (const head of heads) {
        if (!head.entry) continue;
        const order = first ? compareTails(head.entry.key, head.prefix, first.entry!.key, first.prefix) : -1;
        if (!first || (this.plan.reverse ? order > 0 : order < 0)) first = head;
      }
      if (!first) return;
      yield first.entry!;
      first.entry = first.entries.next().value as KeyEntry | undefined;
    }
  }

  private *stretch(database: Store['keys'], { low, high, single }: KeyRange): Generator<KeyEntry> {
    if (single) {
      const value = database.getBinary(low) as Buffer | undefined;
      if (value) yield { key: low, value };
      return;
    }
    const { index, reverse } = this.plan;
    let last: Buffer | undefined;
    for (
      let limit = Math.max(1, Math.min(this.expected, LARGEST_CHUNK));
      ;
      limit = Math.min(limit * 4, LARGEST_CHUNK)
    ) {
      const { breaks } = this;
      const options = {
        start: last ?? (reverse ? high : low),
        end: reverse ? low : high,
        reverse,
        inclusiveEnd: reverse,
        exclusiveStart: last !== undefined || reverse,
        limit,
      };
      const chunk: KeyEntry[] = [];
      if (index && !index.unique) for (const key of database.getKeys(options)) chunk.push({ key });
      else for (const entry of database.getRange(options)) chunk.push(entry);
      for (const entry of chunk) {
        last = entry.key;
        yield entry;
        if (breaks !== this.breaks) break;
      }
      if (chunk.length < limit && breaks === this.breaks) return;
    }
  }

  private check({ key, value }: KeyEntry): Hit | undefined {
    const { index } = this.plan;
    if (!index) return this.accept(key.readUIntBE(4, 6), Value.document(value!));
    this.keysExamined++;
    const record = value ? value.readUIntBE(0, 6) : key.readUIntBE(key.length - 6, 6);
    if (index.isMultikey) {
      if (this.seen.has(record)) return undefined;
      this.seen.add(record);
    }
    const document = this.collection.glance(record);
    return document && this.accept(record, document);
  }

  private accept(record: number, document: Value): Hit | undefined {
    this.documentsExamined++;
    matched.position = -1;
    if (this.matcher && !this.matcher(document)) return undefined;
    return { record, document, position: matched.position };
  }
}

const compareTails = (a: Buffer, prefixA: number, b: Buffer, prefixB: number): number =>
  a.compare(b, prefixB, b.length, prefixA, a.length);

/** How many keys lie in the ranges of an exact plan. */
export function countKeys(store: Store, plan: Plan): number {
  let count = 0;
  for (const { low, high } of plan.ranges) count += Number(store.keys.getKeysCount({ start: low, end: high }));
  return count;
}
