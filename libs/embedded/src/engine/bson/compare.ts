import { KeyWriter } from './key-string.js';
import { nameBytes, readInt32, type Value } from './raw.js';
import { BsonType, Rank, rankOf } from './types.js';

const left = new KeyWriter();
const right = new KeyWriter();

export type Collator = { compare(a: string, b: string): number };

/** MongoDB's order over all types; a missing value counts as null. */
export function compareValues(a: Value | undefined, b: Value | undefined, collator?: Collator): number {
  const rankA = a === undefined ? Rank.null : rankOf(a.type);
  const rankB = b === undefined ? Rank.null : rankOf(b.type);
  if (rankA !== rankB) return rankA - rankB;
  if (a === undefined || b === undefined) return 0;
  if (a.type === b.type) {
    switch (a.type) {
      case BsonType.int:
        return readInt32(a.buf, a.start) - readInt32(b.buf, b.start);
      case BsonType.double: {
        const x = a.buf.readDoubleLE(a.start);
        const y = b.buf.readDoubleLE(b.start);
        if (x < y) return -1;
        if (x > y) return 1;
        if (x === y) return 0;
        break;
      }
      case BsonType.date:
        return Number(a.buf.readBigInt64LE(a.start) - b.buf.readBigInt64LE(b.start));
      case BsonType.string:
        if (collator) return collator.compare(a.text(), b.text());
        return a.buf.compare(b.buf, b.start + 4, b.end - 1, a.start + 4, a.end - 1);
      case BsonType.objectId:
        return a.buf.compare(b.buf, b.start, b.end, a.start, a.end);
    }
  }
  if (collator && (rankA === Rank.object || rankA === Rank.array)) return compareContainers(a, b, collator);
  left.reset().value(a);
  right.reset().value(b);
  return Buffer.compare(left.view(), right.view());
}

function compareContainers(a: Value, b: Value, collator: Collator): number {
  const [x, y] = [a.entries(), b.entries()];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const [[nameX, valueX], [nameY, valueY]] = [x[i]!, y[i]!];
    const order =
      rankOf(valueX.type) - rankOf(valueY.type) ||
      Buffer.compare(nameBytes(nameX), nameBytes(nameY)) ||
      compareValues(valueX, valueY, collator);
    if (order !== 0) return order;
  }
  return x.length - y.length;
}

export function sameBytes(a: Value, b: Value): boolean {
  const size = a.end - a.start;
  if (a.type !== b.type || size !== b.end - b.start) return false;
  for (let i = 0; i < size; i++) if (a.buf[a.start + i] !== b.buf[b.start + i]) return false;
  return true;
}

export const equalValues = (a: Value | undefined, b: Value | undefined, collator?: Collator): boolean =>
  a !== undefined && b !== undefined && !collator && sameBytes(a, b) ? true : compareValues(a, b, collator) === 0;
