import { moved } from './order.js';

describe('an order', () => {
  it.each([
    ['up', 1, -1, ['b', 'a', 'c']],
    ['down', 1, 1, ['a', 'c', 'b']],
    ['up from the top: stays', 0, -1, ['a', 'b', 'c']],
    ['down from the end: stays', 2, 1, ['a', 'b', 'c']],
    ['something that is not there', -1, 1, ['a', 'b', 'c']],
  ] as const)('%s', (_, index, by, expected) => expect(moved(['a', 'b', 'c'], index, by)).toEqual(expected));
});
