import { now, person, ticket } from '../../test/builders/dealing.js';
import type { Candidate } from './eligible.js';
import { levelled, type Movable } from './level.js';

const have = (personId: string, count: number, wanted: Partial<Movable> = {}): Movable[] =>
  Array.from({ length: count }, (_, index) => ({ ...ticket(`${personId}${index + 1}`), personId, ...wanted }));
const moves = (people: Candidate[], tickets: Movable[]): string =>
  levelled(people, tickets, 'declared', now)
    .map(({ ticketId, to }) => `${ticketId} ${to}`)
    .join(', ');

describe('levelling', () => {
  it.each<[string, Candidate[], Movable[], string]>([
    [
      'moves until it is level',
      [person('a', { load: 16, capacity: 40 }), person('b', { capacity: 40 })],
      have('a', 4),
      'a1 b, a2 b',
    ],
    [
      'moves nothing when it is level',
      [person('a', { load: 4, capacity: 40 }), person('b', { load: 4, capacity: 40 })],
      have('a', 1),
      '',
    ],
    [
      'moves nothing back and forth',
      [person('a', { load: 4, capacity: 40 }), person('b', { capacity: 40 })],
      have('a', 1),
      '',
    ],
    [
      'gives nothing to who is not there',
      [person('a', { load: 16 }), person('b', { presence: 'away' })],
      have('a', 4),
      '',
    ],
    [
      'goes by the share of the capacity',
      [person('a', { load: 16, capacity: 16 }), person('b', { capacity: 8 })],
      have('a', 4),
      'a1 b',
    ],
    [
      'gives nothing back to who returned it',
      [person('a', { load: 16 }), person('b')],
      have('a', 4, { excluded: ['b'] }),
      '',
    ],
    [
      'relieves who has too much first of all',
      [person('a', { load: 8, capacity: 4 }), person('b', { capacity: 4 })],
      have('a', 2),
      'a1 b',
    ],
    [
      'takes from who has gone as well',
      [person('a', { load: 16, presence: 'offline' }), person('b')],
      have('a', 4),
      'a1 b, a2 b',
    ],
  ])('%s', (_, people, tickets, expected) => {
    expect(moves(people, tickets)).toBe(expected);
  });
});
