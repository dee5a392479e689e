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

/** Bytes of long texts on one page: it must fit into a message of the bus. */
const mostBytes = 500_000;

/**
 * One page out of `limit + 1` items that were read, with the cursor of the next one if there is more.
 * @param bytesOf what the long texts of an item weigh, if it may have some: a page ends before they are too much, and
 * holds one item at least
 */
export function pageOf<T>(
  read: T[],
  limit: number,
  keyOf: (item: T) => CursorKey,
  bytesOf?: (item: T) => number,
): { items: T[]; next?: string } {
  const wanted = read.slice(0, limit);
  const items = bytesOf ? fitting(wanted, bytesOf) : wanted;
  const last = items.at(-1);
  return read.length > items.length && last ? { items, next: encodeCursor(keyOf(last)) } : { items };
}

/** As many of the items as one page may hold by the weight of their long texts, at least one. */
export function fitting<T>(items: T[], bytesOf: (item: T) => number): T[] {
  let bytes = 0;
  const end = items.findIndex((item) => (bytes += bytesOf(item)) > mostBytes);
  return end < 0 ? items : items.slice(0, Math.max(end, 1));
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
