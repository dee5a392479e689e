import fc from 'fast-check';
import { takeTurns, type Candidate, type InLine, type Placement, type Turns } from './turns.js';

const fresh: Turns = { turn: 0, owed: [] };
const there = (...ids: string[]): Candidate[] =>
  ids.map((id) => ({ id, name: id.toUpperCase(), presence: 'available' }));
const gone = (id: string): Candidate => ({ id, name: id.toUpperCase(), presence: 'offline' });
const ticket = (ticketId: string, ...excluded: string[]): InLine => ({ ticketId, excluded });
const tickets = (count: number): InLine[] => Array.from({ length: count }, (_, index) => ticket(`t${index + 1}`));

const served = (turns: Turns, people: Candidate[], line: InLine[]): string[] =>
  takeTurns('General', turns, people, line).placements.map(({ ticketId, personId }) => `${ticketId} ${personId}`);

describe('a round', () => {
  it.each<[string, Turns, Candidate[], InLine[], string[]]>([
    [
      'goes from the first to the last and again',
      fresh,
      there('a', 'b', 'c'),
      tickets(4),
      ['t1 a', 't2 b', 't3 c', 't4 a'],
    ],
    [
      'goes by ids, whatever order people are listed in',
      fresh,
      there('c', 'a', 'b'),
      tickets(3),
      ['t1 a', 't2 b', 't3 c'],
    ],
    [
      'goes on after the one served last',
      { turn: 7, owed: [], lastServed: 'a' },
      there('a', 'b', 'c'),
      tickets(2),
      ['t1 b', 't2 c'],
    ],
    [
      'goes on where somebody who left would be',
      { turn: 7, owed: [], lastServed: 'b' },
      there('a', 'c'),
      tickets(2),
      ['t1 c', 't2 a'],
    ],
    [
      'starts again when the last one left',
      { turn: 7, owed: [], lastServed: 'z' },
      there('a', 'c'),
      tickets(1),
      ['t1 a'],
    ],
    [
      'takes somebody new in where the id stands',
      { turn: 1, owed: [], lastServed: 'a' },
      there('a', 'aa', 'b'),
      tickets(2),
      ['t1 aa', 't2 b'],
    ],
    [
      'serves the only one again and again',
      { turn: 1, owed: [], lastServed: 'a' },
      there('a'),
      tickets(2),
      ['t1 a', 't2 a'],
    ],
    [
      'passes over who is not there',
      fresh,
      [gone('a'), ...there('b'), gone('c'), ...there('d')],
      tickets(3),
      ['t1 b', 't2 d', 't3 b'],
    ],
    ['serves nobody when nobody is there', fresh, [gone('a')], tickets(1), []],
    ['serves nobody when there is nobody', fresh, [], tickets(1), []],
    [
      'gives a ticket to the next one after who returned it',
      { turn: 2, owed: [], lastServed: 'a' },
      there('a', 'b', 'c'),
      [ticket('t1', 'b')],
      ['t1 c'],
    ],
    [
      'serves first whose turn was passed over',
      { turn: 2, owed: [], lastServed: 'a' },
      there('a', 'b', 'c'),
      [ticket('t1', 'b'), ...tickets(3).slice(1)],
      ['t1 c', 't2 b', 't3 a'],
    ],
    [
      'leaves a ticket that nobody can take, and goes on',
      fresh,
      there('a'),
      [ticket('t1', 'a'), ticket('t2')],
      ['t2 a'],
    ],
    [
      'makes up for a turn that is owed, once',
      { turn: 3, owed: ['c'], lastServed: 'c' },
      there('a', 'b', 'c'),
      tickets(4),
      ['t1 c', 't2 a', 't3 b', 't4 c'],
    ],
    [
      'owes nothing to who left meanwhile',
      { turn: 3, owed: ['c'], lastServed: 'c' },
      [...there('a', 'b'), gone('c')],
      tickets(2),
      ['t1 a', 't2 b'],
    ],
  ])('%s', (_, turns, people, line, expected) => {
    expect(served(turns, people, line)).toEqual(expected);
  });

  it('names the turn, the reason, and who was passed over', () => {
    const people = [...there('a'), gone('b'), ...there('c', 'd')];
    const { turns, placements } = takeTurns('General', { turn: 4, owed: [], lastServed: 'a' }, people, [
      ticket('t1', 'c'),
    ]);
    expect(placements).toEqual<Placement[]>([
      {
        ticketId: 't1',
        personId: 'd',
        turn: 5,
        reason: 'Round robin in General: next after A',
        excluded: [
          { personId: 'b', why: 'is offline' },
          { personId: 'c', why: 'returned this ticket' },
        ],
      },
    ]);
    expect(turns).toEqual({ turn: 5, lastServed: 'd', owed: ['c'] });
  });

  it('does not move when nobody can be served', () => {
    const before: Turns = { turn: 4, owed: ['a'], lastServed: 'a' };
    expect(takeTurns('General', before, there('a'), [ticket('t1', 'a')]).turns).toEqual(before);
  });

  it('gives each ticket one turn and everybody as many, but for one, as long as nobody comes or goes', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const step = fc.oneof(
      fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant('toggle' as const), id: fc.constantFrom(...ids) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (steps, batch) => {
        let turns = fresh;
        let arrived = 0;
        const line: InLine[] = [];
        const given: Placement[] = [];
        const present = new Set<string>();
        let counts = new Map<string, number>();
        for (const now of steps) {
          if (now.kind === 'toggle') {
            if (!present.delete(now.id)) present.add(now.id);
            counts = new Map([...present].map((id) => [id, 0]));
          } else {
            line.push(...tickets(now.count).map(({ ticketId }) => ticket(`${ticketId}-${arrived++}`)));
          }
          while (present.size > 0 && line.length > 0) {
            const people = ids.map((id) => (present.has(id) ? there(id)[0]! : gone(id)));
            const round = takeTurns('General', turns, people, line.splice(0, batch));
            turns = round.turns;
            given.push(...round.placements);
            for (const { personId } of round.placements) counts.set(personId, counts.get(personId)! + 1);
          }
          const spread = [...counts.values()];
          if (spread.length > 0) expect(Math.max(...spread) - Math.min(...spread)).toBeLessThanOrEqual(1);
        }
        expect(new Set(given.map(({ ticketId }) => ticketId)).size).toBe(given.length);
        expect(given.length + line.length).toBe(arrived);
        expect(given.map(({ turn }) => turn)).toEqual(given.map((_, index) => index + 1));
      }),
    );
  });
});
