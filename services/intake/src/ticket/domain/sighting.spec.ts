import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrivalOf, sighted, unseen, type Arrival } from './sighting.js';

const arrivals = (versions: number[]): Arrival[] => {
  let seen = unseen;
  return versions.map((version) => {
    const arrival = arrivalOf(seen, version);
    seen = sighted(seen, version);
    return arrival;
  });
};

it.each<[string, number[], Arrival[]]>([
  ['facts in order are next', [1, 2, 3], ['next', 'next', 'next']],
  ['a repeated fact is known', [1, 1, 2, 1], ['next', 'known', 'next', 'known']],
  ['an overtaken fact is late, once', [2, 1, 1], ['next', 'late', 'known']],
  ['a gap is filled from both sides', [4, 2, 3, 1, 4], ['next', 'late', 'late', 'late', 'known']],
])('%s', (_, versions, expected) => {
  expect(arrivals(versions)).toEqual(expected);
});

it('a wild version does not make a ticket grow without bound', () => {
  expect(sighted(unseen, 1_000_000_000).missing).toHaveLength(100);
});

it('in any order and with any repetition, each fact counts exactly once', () => {
  const deliveries = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 });
  fc.assert(
    fc.property(deliveries, (versions) => {
      const outcomes = arrivals(versions);
      const counted = versions.filter((_, index) => outcomes[index] !== 'known').sort((a, b) => a - b);
      expect(counted).toEqual([...new Set(versions)].sort((a, b) => a - b));
    }),
  );
});
