import { Problem } from '@deskbeat/contracts';

/** Values of the sort keys of the last item of a page, the id last. */
export type CursorKey = readonly (string | number)[];

export const encodeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** @throws Problem `validation-failed` when the cursor is not one that a list gave */
export function decodeCursor(cursor: string, length: number): CursorKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const sound =
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => typeof part === 'string' || (typeof part === 'number' && Number.isFinite(part)));
    if (sound) return key as CursorKey;
  } catch {
    // answered below
  }
  throw new Problem('validation-failed', { errors: [{ pointer: '/cursor', message: 'is not a cursor of this list' }] });
}

/** One page out of `limit + 1` items that were read, with the cursor of the next one if there is more. */
export function pageOf<T>(read: T[], limit: number, keyOf: (item: T) => CursorKey): { items: T[]; next?: string } {
  const items = read.slice(0, limit);
  const last = items.at(-1);
  return read.length > limit && last ? { items, next: encodeCursor(keyOf(last)) } : { items };
}

/**
 * Filter for what comes after a key in the order (`field`, `_id`). The plain bound is there for the index, the `$or`
 * for items with the same value.
 */
export function after(field: string, direction: 1 | -1, value: unknown, id: string): Record<string, unknown> {
  const [strict, loose] = direction === 1 ? ['$gt', '$gte'] : ['$lt', '$lte'];
  return {
    [field]: { [loose!]: value },
    $or: [{ [field]: { [strict!]: value } }, { [field]: value, _id: { [strict!]: id } }],
  };
}
