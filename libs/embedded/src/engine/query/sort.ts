import { badValue, CommandError } from '../errors.js';
import { compareValues, type Collator } from '../bson/compare.js';
import { KeyWriter } from '../bson/key-string.js';
import { isNumber, toNumber } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { collectValues, parsePath, type Path } from './path.js';

const MEMORY_LIMIT = 100 * 2 ** 20;

export interface SortField {
  path: Path;
  descending: boolean;
}

export function parseSort(sort: Value | undefined): SortField[] {
  if (sort === undefined) return [];
  return sort.entries().map(([name, direction]) => {
    if (direction.isDocument) throw badValue('$meta sort is not supported');
    const order = isNumber(direction) ? toNumber(direction) : 0;
    if (order !== 1 && order !== -1) {
      throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    return { path: parsePath(name), descending: order < 0 };
  });
}

const writer = new KeyWriter();

/** The value a document sorts by: the smallest of an array, or the largest when descending. */
function sortValue(document: Value, { path, descending }: SortField, collator?: Collator): Value | undefined {
  const values: (Value | undefined)[] = [];
  collectValues(document, path, values);
  let best = values[0];
  for (let i = 1; i < values.length; i++) {
    const order = compareValues(values[i], best, collator);
    if (descending ? order > 0 : order < 0) best = values[i];
  }
  return best;
}

/** Comparing these as bytes orders the documents. */
export function sortKey(document: Value, fields: SortField[]): Buffer {
  writer.reset();
  for (const field of fields) {
    const value = sortValue(document, field);
    const start = writer.length;
    writer.value(value);
    if (field.descending) writer.invertFrom(start);
  }
  return writer.copy();
}

interface Entry<T> {
  key: Buffer | (Value | undefined)[];
  item: T;
}

/** Collects items and gives them back in order; with a limit it keeps no more than about twice that many. */
export class Sorter<T extends { document: Value }> {
  private entries: Entry<T>[] = [];
  private memory = 0;

  constructor(
    private readonly fields: SortField[],
    private readonly limit = Infinity,
    private readonly collator?: Collator,
  ) {}

  add(item: T): void {
    const key = this.collator
      ? this.fields.map((field) => sortValue(item.document, field, this.collator))
      : sortKey(item.document, this.fields);
    this.entries.push({ key, item });
    this.memory += item.document.end - item.document.start + 200;
    if (this.entries.length >= this.limit * 2 + 100) this.trim();
    if (this.memory > MEMORY_LIMIT) {
      throw new CommandError(292, 'Sort exceeded memory limit of 104857600 bytes; add an index or a limit');
    }
  }

  result(): T[] {
    this.trim();
    return this.entries.map(({ item }) => item);
  }

  private trim(): void {
    this.entries.sort(this.order);
    this.entries.length = Math.min(this.entries.length, this.limit);
    this.memory = this.entries.reduce((sum, { item }) => sum + item.document.end - item.document.start + 200, 0);
  }

  private readonly order = (a: Entry<T>, b: Entry<T>): number => {
    if (Buffer.isBuffer(a.key)) return Buffer.compare(a.key, b.key as Buffer);
    for (let i = 0; i < this.fields.length; i++) {
      const order = compareValues(a.key[i], (b.key as (Value | undefined)[])[i], this.collator);
      if (order !== 0) return this.fields[i]!.descending ? -order : order;
    }
    return 0;
  };
}
