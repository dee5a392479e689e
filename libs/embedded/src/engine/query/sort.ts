import { badValue, CommandError } from '../errors.js';
import { compareValues, type Collator } from '../bson/compare.js';
import { KeyWriter } from '../bson/key-string.js';
import { toNumber } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { collectValues, parsePath, type Path } from './path.js';

const MEMORY_LIMIT = 100 * 2 ** 20;

export interface SortField {
  path: Path;
  descending: boolean;
}

export interface Order {
  fields: SortField[];
  collator?: Collator;
}

export function parseSort(sort: Value | undefined): SortField[] {
  return (sort?.entries() ?? []).map(([name, direction]) => {
    if (direction.isDocument) throw badValue('$meta sort is not supported');
    const order = toNumber(direction);
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
  return values.reduce((best, value) => {
    const order = compareValues(value, best, collator);
    return (descending ? order > 0 : order < 0) ? value : best;
  });
}

/** Comparing these as bytes orders the documents. */
export function sortKey(document: Value, fields: SortField[]): Buffer {
  writer.reset();
  for (const field of fields) {
    const start = writer.length;
    writer.value(sortValue(document, field));
    if (field.descending) writer.invertFrom(start);
  }
  return writer.copy();
}

interface Entry<T> {
  /** Under a collation the values themselves, for which there are no keys. */
  values?: (Value | undefined)[];
  key?: Buffer;
  item: T;
}

/** Collects items and gives them back in order; with a limit it keeps no more than about twice that many. */
export class Sorter<T extends { document: Value }> {
  private entries: Entry<T>[] = [];
  private memory = 0;

  constructor(
    private readonly order: Order,
    private readonly limit = Infinity,
  ) {}

  add(item: T): void {
    const { fields, collator } = this.order;
    if (collator) this.entries.push({ values: fields.map((field) => sortValue(item.document, field, collator)), item });
    else this.entries.push({ key: sortKey(item.document, fields), item });
    this.memory += sizeOf(item);
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
    this.entries.sort(this.compare);
    this.entries.length = Math.min(this.entries.length, this.limit);
    this.memory = this.entries.reduce((sum, { item }) => sum + sizeOf(item), 0);
  }

  private readonly compare = (a: Entry<T>, b: Entry<T>): number => {
    if (a.key && b.key) return Buffer.compare(a.key, b.key);
    const { fields, collator } = this.order;
    for (const [i, { descending }] of fields.entries()) {
      const order = compareValues(a.values![i], b.values![i], collator);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}

const sizeOf = ({ document }: { document: Value }): number => document.end - document.start + 200;
