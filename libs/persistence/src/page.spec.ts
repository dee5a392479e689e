import { expect, it } from '@jest/globals';
import { decodeCursor, pageOf } from './page.js';

const page = (sizes: number[], limit: number) =>
  pageOf(
    sizes.map((size, id) => ({ id, size })),
    limit,
    ({ id }) => [id],
    ({ size }) => size,
  );

it.each([
  ['the limit', [1, 1, 1], 2, 2, 1],
  ['the end', [1, 1], 2, 2, undefined],
  ['long texts, before they are too much', [200_000, 200_000, 200_000, 1], 3, 2, 1],
  ['the first item, however long it is', [600_000, 1], 2, 1, 0],
  ['the last item, however long it is', [600_000], 2, 1, undefined],
])('a page ends at %s', (_, sizes, limit, length, last) => {
  const { items, next } = page(sizes, limit);
  expect(items).toHaveLength(length);
  expect(next && decodeCursor(next, 1)[0]).toBe(last);
});
