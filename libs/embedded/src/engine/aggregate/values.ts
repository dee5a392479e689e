import { compareValues, type Collator } from '../bson/compare.js';
import { Value } from '../bson/raw.js';

/** MongoDB's order for decoded values. */
export function compareJs(a: unknown, b: unknown, collator?: Collator): number {
  if (typeof a === 'number' && typeof b === 'number' && a === a && b === b) return a - b;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return compareValues(encode(a), encode(b), collator);
}

const encode = (js: unknown): Value | undefined => (js === undefined ? undefined : Value.from(js));

export const encodeDocument = (js: unknown): Value => Value.from(js);
