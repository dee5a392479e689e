import { badValue, CommandError } from '../errors.js';
import { compareValues, type Collator } from '../bson/compare.js';
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

type Values = (Value | undefined)[];

/** What a document sorts by: of an array the smallest element, or the largest when descending. */
export function sortValues(document: Value, { fields, collator }: Order): Values {
  return fields.map(({ path, descending }) => {
    const values: Values = [];
    collectValues(document, path, values);
    return values.reduce((best, value) => {
      const order = compareValues(value, best, collator);
      return (descending ? order > 0 : order < 0) ? value : best;
    });
  });
}

export function compareSorted(a: Values, b: Values, { fields, collator }: Order): number {
  for (let i = 0; i < fields.length; i++) {
    const order = compareValues(a[i], b[i], collator);
    if (order !== 0) return fields[i]!.descending ? -order : order;
  }
  return 0;
}

/** Collects items and gives them back in order; with a limit it keeps no more than about twice that many. */
export class Sorter<T extends { document: Value }> {
  private entries: { values: Values; item: T }[] = [];
  private memory = 0;

  constructor(
    private readonly order: Order,
    private readonly limit = Infinity,
  ) {}

  add(item: T): void {
    this.entries.push({ values: sortValues(item.document, this.order), item });
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
    this.entries.sort((a, b) => compareSorted(a.values, b.values, this.order));
    this.entries.length = Math.min(this.entries.length, this.limit);
    this.memory = this.entries.reduce((sum, { item }) => sum + sizeOf(item), 0);
  }
}

const sizeOf = ({ document }: { document: Value }): number => document.end - document.start + 200;
