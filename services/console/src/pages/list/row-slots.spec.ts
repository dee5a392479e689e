import { expect, it } from '@jest/globals';
import { RowSlots } from './row-slots.js';

it('a row keeps its slot as long as it is in sight', () => {
  const slots = new RowSlots();
  const [, b, c] = slots.give(['a', 'b', 'c']);
  expect(slots.give(['b', 'c', 'd']).slice(0, 2)).toEqual([b, c]);
});

it('rows that come into sight take the slots of those that left it', () => {
  const slots = new RowSlots();
  const before = slots.give(['a', 'b', 'c']);
  expect(slots.give(['d', 'e', 'f']).sort()).toEqual(before);
  expect(slots.give(['g', 'h', 'i', 'j']).sort()).toEqual([...before, 4]);
});

it('the slot of a row that had the focus is given to nobody', () => {
  const slots = new RowSlots();
  const [, b] = slots.give(['a', 'b', 'c']);
  expect(slots.give(['d', 'e', 'f'], 'b')).not.toContain(b);
  expect(slots.give(['g', 'h', 'b'])).not.toContain(b);
});
