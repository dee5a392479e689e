import { Value } from '../bson/raw.js';
import type { Collection } from '../storage/collection.js';
import { documentKey, type Store } from '../storage/store.js';
import type { Matcher } from './match.js';
import { matched } from './path.js';
import type { KeyRange, Plan } from './plan.js';

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
export const STEP = 200;
const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 512;

/** Reads one stretch of keys in chunks, each from where the last one ended: no reader stays open in between. */
class RangeReader {
  private buffer: KeyEntry[] = [];
  private at = 0;
  private last: Buffer | undefined;
  private exhausted = false;

  constructor(
    private readonly database: Store['keys'],
    private readonly range: KeyRange,
    private readonly reverse: boolean,
    private readonly values: boolean,
    private chunk: number,
  ) {}

  get head(): KeyEntry | undefined {
    if (this.at >= this.buffer.length && !this.exhausted) this.fill();
    return this.buffer[this.at];
  }

  advance(): void {
    this.last = this.buffer[this.at++]!.key;
  }

  /** Forgets what was read ahead, so that the next slice sees the present state. */
  release(): void {
    if (this.at < this.buffer.length) this.exhausted = false;
    this.buffer = [];
    this.at = 0;
  }

  private fill(): void {
    const { low, high, single } = this.range;
    this.at = 0;
    if (single) {
      const value = this.last ? undefined : this.database.getBinary(low);
      this.buffer = value ? [{ key: low, value: value as Buffer }] : [];
      this.exhausted = true;
      return;
    }
    const from = this.last ?? (this.reverse ? high : low);
    const options = {
      start: from,
      end: this.reverse ? low : high,
      reverse: this.reverse,
      inclusiveEnd: this.reverse,
      exclusiveStart: this.last !== undefined || this.reverse,
      limit: this.chunk,
    };
    this.buffer = [];
    if (this.values) for (const entry of this.database.getRange(options)) this.buffer.push(entry as KeyEntry);
    else for (const key of this.database.getKeys(options)) this.buffer.push({ key });
    this.exhausted = this.buffer.length < this.chunk;
    this.chunk = Math.min(this.chunk * 4, LARGEST_CHUNK);
  }
}

/** Walks a plan in steps of bounded work; between two steps other commands may run. */
export class Scan {
  keysExamined = 0;
  documentsExamined = 0;
  done = false;
  private readonly readers: RangeReader[];
  private current = 0;
  private readonly seen: Set<number> | undefined;
  private readonly matcher: Matcher | undefined;

  constructor(
    private readonly store: Store,
    private readonly collection: Collection,
    readonly plan: Plan,
    matcher: Matcher,
    expected = FIRST_CHUNK,
  ) {
    const chunk = Math.max(1, Math.min(expected, LARGEST_CHUNK));
    const { index, ranges, reverse } = plan;
    this.matcher = plan.exact ? undefined : matcher;
    if (index) {
      const ordered = reverse && !plan.merge ? [...ranges].reverse() : ranges;
      this.readers = ordered.map((range) => new RangeReader(store.keys, range, reverse, index.unique, chunk));
      if (index.isMultikey) this.seen = new Set();
    } else {
      const range = { low: documentKey(collection.id, 0), high: documentKey(collection.id + 1, 0), prefix: 4 };
      this.readers = [new RangeReader(store.docs, range, reverse, true, chunk)];
    }
  }

  /**
   * Visits up to `maxHits` documents, looking at no more than `maxExamined`; sets `done` at the end. A visitor that
   * wants to have a document for longer asks for `kept()`.
   */
  visit(maxHits: number, maxExamined: number, visitor: (hit: Hit) => void): void {
    let hits = 0;
    for (let examined = 0; examined < maxExamined && hits < maxHits; examined++) {
      const entry = this.plan.merge ? this.nextMerged() : this.nextInOrder();
      if (!entry) {
        this.done = true;
        return;
      }
      const hit = this.check(entry);
      if (!hit) continue;
      hits++;
      visitor(hit);
    }
  }

  step(maxHits: number, maxExamined: number): Hit[] {
    const hits: Hit[] = [];
    this.visit(maxHits, maxExamined, (hit) => hits.push(keep(hit)));
    return hits;
  }

  /** Call before giving way to other commands. */
  pause(): void {
    for (let i = this.current; i < this.readers.length; i++) this.readers[i]!.release();
  }

  private check(entry: KeyEntry): Hit | undefined {
    const { index } = this.plan;
    if (!index) return this.accept(entry.key.readUIntBE(4, 6), Value.document(entry.value!));
    this.keysExamined++;
    const record = entry.value ? entry.value.readUIntBE(0, 6) : entry.key.readUIntBE(entry.key.length - 6, 6);
    if (this.seen) {
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

  private nextInOrder(): KeyEntry | undefined {
    while (this.current < this.readers.length) {
      const reader = this.readers[this.current]!;
      const entry = reader.head;
      if (entry) {
        reader.advance();
        return entry;
      }
      this.current++;
    }
    return undefined;
  }

  private nextMerged(): KeyEntry | undefined {
    let best = -1;
    let bestEntry: KeyEntry | undefined;
    for (let i = 0; i < this.readers.length; i++) {
      const entry = this.readers[i]!.head;
      if (!entry) continue;
      if (!bestEntry || this.comesFirst(entry.key, i, bestEntry.key, best)) {
        best = i;
        bestEntry = entry;
      }
    }
    if (best >= 0) this.readers[best]!.advance();
    return bestEntry;
  }

  private comesFirst(a: Buffer, rangeA: number, b: Buffer, rangeB: number): boolean {
    const { ranges, reverse } = this.plan;
    const order = a.compare(b, ranges[rangeB]!.prefix, b.length, ranges[rangeA]!.prefix, a.length);
    return reverse ? order > 0 : order < 0;
  }
}

/** How many keys lie in the ranges of an exact plan. */
export function countKeys(store: Store, plan: Plan): number {
  let count = 0;
  for (const { low, high } of plan.ranges) count += Number(store.keys.getKeysCount({ start: low, end: high }));
  return count;
}
