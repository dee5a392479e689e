import type { QueueMode } from '@deskbeat/contracts';
import { fresh, now, person, queueOf, ticket, tickets } from '../../test/builders/dealing.js';
import { deal } from './deal.js';
import type { InLine } from './dealing.js';
import type { Candidate } from './eligible.js';

function dealt(mode: QueueMode, people: Candidate[], line: InLine[], members = people.map(({ id }) => id)) {
  return deal(queueOf(mode), members, fresh(people), new Map(), line, now);
}
const given = ({ placements }: ReturnType<typeof dealt>): string =>
  placements.map(({ ticketId, personId }) => `${ticketId} ${personId}`).join(', ');
const stay = ({ left }: ReturnType<typeof dealt>): string => left.map(({ ticketId }) => ticketId).join(', ');

describe('round robin', () => {
  it.each<[string, Candidate[], InLine[], string]>([
    ['goes from one to the next', [person('a'), person('b'), person('c')], tickets(4), 't1 a, t2 b, t3 c, t4 a'],
    ['passes over who is not there', [person('a', { presence: 'away' }), person('b')], tickets(2), 't1 b, t2 b'],
    [
      'passes over who is on leave',
      [person('a', { leaves: [{ from: now, to: new Date(now.getTime() + 1) }] }), person('b')],
      tickets(1),
      't1 b',
    ],
    ['stops at capacity', [person('a', { capacity: 8 }), person('b', { capacity: 4 })], tickets(5), 't1 a, t2 b, t3 a'],
    ['serves nobody when all are at capacity', [person('a', { capacity: 8, load: 6 })], tickets(1), ''],
    ['serves the sole member', [person('a')], tickets(2), 't1 a, t2 a'],
    [
      'does not give a ticket to who reported it',
      [person('a'), person('b')],
      [ticket('t1', { requesterId: 'a' }), ticket('t2')],
      't1 b, t2 a',
    ],
    [
      'does not give a ticket back to who returned it',
      [person('a'), person('b')],
      [ticket('t1', { excluded: ['a'] })],
      't1 b',
    ],
    [
      'asks for skills',
      [person('a', { skills: [{ skill: 'net', level: 2 }] }), person('b', { skills: [{ skill: 'net', level: 3 }] })],
      [ticket('t1', { skills: [{ skill: 'net', level: 3 }] })],
      't1 b',
    ],
    [
      'gives twice as many to a double weight',
      [person('a'), person('b', { weight: 2 })],
      tickets(5),
      't1 b, t2 a, t3 b, t4 b, t5 a',
    ],
    [
      'goes first to who is preferred, without a turn',
      [person('a'), person('b')],
      [ticket('t1', { prefer: { personId: 'b', reason: 'had it' } }), ...tickets(2, 2)],
      't1 b, t2 a, t3 b',
    ],
    [
      'goes by turn when who is preferred has no room',
      [person('a'), person('b', { capacity: 2 })],
      [ticket('t1', { prefer: { personId: 'b', reason: 'had it' } })],
      't1 a',
    ],
    [
      'goes to whom a rule names, there or not',
      [person('a'), person('b', { presence: 'offline', capacity: 1 })],
      [ticket('t1', { prefer: { personId: 'b', reason: 'rule', regardless: true } })],
      't1 b',
    ],
    [
      'leaves a ticket that nobody can take, and goes on',
      [person('a')],
      [ticket('t1', { excluded: ['a'] }), ticket('t2')],
      't2 a',
    ],
    [
      'lets nothing small overtake what waits for room',
      [person('a', { capacity: 8, load: 6 })],
      [ticket('t1'), ticket('t2', { points: 2 })],
      '',
    ],
    [
      'does not hold room for what never fits',
      [person('a', { capacity: 6 })],
      [ticket('t1', { points: 8 }), ticket('t2', { points: 2 })],
      't2 a',
    ],
  ])('%s', (_, people, line, expected) => {
    expect(given(dealt('round-robin', people, line))).toBe(expected);
  });

  it('says who got it, who could have had it and why the others did not', () => {
    const people = [person('a'), person('b', { presence: 'busy' }), person('c', { capacity: 4, load: 2 })];
    expect(dealt('round-robin', people, tickets(1)).placements[0]).toEqual({
      ticketId: 't1',
      queueId: 'q',
      personId: 'a',
      turn: 1,
      points: 4,
      mode: 'round-robin',
      reason: 'Round robin in Repairs: the first turn',
      excluded: [
        { personId: 'b', why: 'is busy' },
        { personId: 'c', why: 'has no room: 2 of 4 points' },
      ],
      candidates: [{ personId: 'a', why: 'has no limit' }],
      inRound: true,
    });
  });
});

describe('a turn whose ticket is given back', () => {
  const people = [person('a'), person('b'), person('c')];
  const first = dealt('round-robin', people, tickets(3));
  const next = (line: InLine[]) =>
    given(deal(queueOf('round-robin'), ['a', 'b', 'c'], { ...first, held: new Set() }, new Map(), line, now));

  it('is not taken again: A, B, C, the second ticket returned, then A', () => {
    expect(given(first)).toBe('t1 a, t2 b, t3 c');
    expect(next([ticket('t4')])).toBe('t4 a');
  });

  it('is one of the next turns for that ticket as well, but not of who returned it', () => {
    expect(next([ticket('t2', { excluded: ['b'] }), ticket('t4')])).toBe('t2 a, t4 b');
  });
});

describe('least loaded', () => {
  it('levels: 30 over three are 10 each; five of the first are closed, five more, level again', () => {
    const people = ['a', 'b', 'c'].map((id) => person(id, { capacity: 100 }));
    const first = dealt('least-loaded', people, tickets(30));
    const loads = (of: typeof first): number[] => [...of.people.values()].map(({ load }) => load / 4);
    expect(loads(first)).toEqual([10, 10, 10]);
    const after = new Map(first.people).set('a', { ...first.people.get('a')!, load: 20 });
    const more = deal(
      queueOf('least-loaded'),
      ['a', 'b', 'c'],
      { ...first, people: after },
      new Map(),
      tickets(5, 31),
      now,
    );
    expect(loads(more)).toEqual([10, 10, 10]);
  });

  it.each<[string, Candidate[], string]>([
    ['most spare capacity first', [person('a', { capacity: 10 }), person('b', { capacity: 20, load: 4 })], 't1 b'],
    [
      'no limit before any limit, by the least work',
      [person('a', { capacity: 99 }), person('b', { load: 9 }), person('c', { load: 8 })],
      't1 c',
    ],
    ['nobody at capacity', [person('a', { capacity: 3 })], ''],
  ])('%s', (_, people, expected) => {
    expect(given(dealt('least-loaded', people, tickets(1)))).toBe(expected);
  });

  it('breaks a tie by the longest time since the last ticket', () => {
    const people = [person('a'), person('b')];
    const last = new Map([
      ['a', 9],
      ['b', 3],
    ]);
    expect(given(deal(queueOf('least-loaded'), ['a', 'b'], { ...fresh(people), turn: 9 }, last, tickets(1), now))).toBe(
      't1 b',
    );
  });
});

describe('the other modes', () => {
  it.each<[QueueMode, RegExp]>([
    ['queue', /until somebody takes it/],
    ['person', /until somebody gives it to a person/],
  ])('%s leaves the ticket to people, but for who is preferred', (mode, reason) => {
    const line = [ticket('t1'), ticket('t2', { prefer: { personId: 'a', reason: 'had it' } })];
    const result = dealt(mode, [person('a')], line);
    expect([given(result), stay(result)]).toEqual(['t2 a', 't1']);
    expect(result.left[0]!.reason).toMatch(reason);
  });

  it('smart gives it to a clear best match', () => {
    const people = [person('a', { regions: ['eu'], languages: ['de'] }), person('b')];
    const matter = { regionPath: ['eu'], language: 'de', experienceOf: () => undefined, contactsOf: () => 0 };
    const result = deal(
      { ...queueOf('smart'), confidencePercent: 30 },
      ['a', 'b'],
      fresh(people),
      new Map(),
      [ticket('t1', { matter })],
      now,
    );
    expect(given(result)).toBe('t1 a');
    expect(result.placements[0]!.candidates[0]!.parts).toContainEqual({ feature: 'region', value: 1 });
  });

  it('smart leaves a close call to a person, with the three best', () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => person(id));
    const result = dealt('smart', people, tickets(1));
    expect([given(result), result.left[0]!.proposals!.map(({ personId }) => personId)]).toEqual(['', ['a', 'b', 'c']]);
  });

  it('leaves what was left to a person to a person', () => {
    expect(stay(dealt('smart', [person('a')], [ticket('t1', { triaged: true })]))).toBe('t1');
  });
});
