import { describe, expect, it } from '@jest/globals';
import { leaseMoves, type Lease } from './leases.js';
import { rangeCount, rangeOf } from './ranges.js';

const all = (owners: (string | undefined)[], until = 10): Lease[] =>
  owners.map((owner, range) => ({ range, owner, until }));
const ranges = (leases: readonly Lease[]) => leases.map(({ range }) => range);

describe('ranges are shared', () => {
  it.each<[string, Lease[], string[], number[], number[], number[]]>([
    ['alone: all of them', all([undefined, undefined]), [], [], [0, 1], []],
    ['what is one’s own stays', all(['me', 'me']), [], [0, 1], [], []],
    ['half for another who came', all(['me', 'me', 'me', 'me']), ['b'], [0, 1], [], [2, 3]],
    ['what another has is left alone', all(['b', 'b', undefined, undefined]), ['b'], [], [2, 3], []],
    ['what ended is taken, up to the share', all(['b', 'b', 'b', 'c'], 0), ['c'], [], [0, 1], []],
    ['one’s own that ended is taken again', all(['me', 'me'], 0), [], [], [0, 1], []],
    ['an odd one goes to somebody', all(['me', 'b', undefined]), ['b'], [0], [2], []],
  ])('%s', (_, leases, replicas, keep, take, release) => {
    const moves = leaseMoves('me', leases, replicas, 5);
    expect({ ...moves, take: ranges(moves.take) }).toEqual({ keep, take, release });
  });
});

it('ids that differ little are spread evenly', () => {
  const counts = Array.from({ length: rangeCount }, () => 0);
  for (let id = 0; id < 8_000; id++) counts[rangeOf(`ticket-${id}`)]!++;
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
