import fc from 'fast-check';
import { givenBack, newRound, takeTurn, type Round, type Runner } from './turns.js';

const runners = (...ids: string[]): Runner[] => ids.map((id) => ({ id, weight: 1 }));
const anybody = (): boolean => true;

/** Turns one after the other; a step may name who comes, goes or is kept from the ticket. */
function served(steps: { people?: Runner[]; not?: string[]; undo?: true }[], from: Round = newRound): string[] {
  let round = from;
  let people: Runner[] = [];
  const order: string[] = [];
  steps.forEach((step, index) => {
    people = step.people ?? people;
    const taken = takeTurn(round, people, (id) => !step.not?.includes(id), index + 1);
    order.push(taken?.personId ?? '-');
    round = taken?.round ?? round;
    if (step.undo)
      round = givenBack(
        round,
        people.find(({ id }) => id === taken!.personId)!,
      );
  });
  return order;
}
const turns = (count: number) => Array.from({ length: count }, () => ({}));
const weighted = (weights: Record<string, number>): Runner[] =>
  Object.entries(weights).map(([id, weight]) => ({ id, weight }));

describe('a round', () => {
  it.each<[string, Parameters<typeof served>[0], string]>([
    ['goes from the first to the last and again', [{ people: runners('a', 'b', 'c') }, ...turns(3)], 'a b c a'],
    ['goes by ids, whatever order people are listed in', [{ people: runners('c', 'a', 'b') }, ...turns(2)], 'a b c'],
    [
      'goes on when the one served last has left',
      [{ people: runners('a', 'b', 'c') }, {}, { people: runners('a', 'c') }, {}],
      'a b c a',
    ],
    ['serves the only one again and again', [{ people: runners('a') }, ...turns(2)], 'a a a'],
    ['serves nobody when there is nobody', [{ people: [] }], '-'],
    [
      'goes to the next one after who is kept from a ticket, who is next',
      [{ people: runners('a', 'b', 'c') }, { not: ['b'] }, {}, {}],
      'a c b a',
    ],
    [
      'makes up one turn at most for who is kept from many',
      [{ people: runners('a', 'b') }, { not: ['a'] }, { not: ['a'] }, { not: ['a'] }, ...turns(4)],
      'a b b b a a b a',
    ],
    [
      'gives a turn again that came to nothing',
      [{ people: runners('a', 'b', 'c') }, { undo: true }, {}, {}, {}],
      'a b b c a',
    ],
    [
      'takes somebody new in at once, with one turn',
      [{ people: runners('a', 'b') }, {}, { people: runners('a', 'b', 'c') }, ...turns(3)],
      'a b c a b c',
    ],
    [
      'lets nobody make up for the time away',
      [
        { people: runners('a', 'b') },
        { people: runners('b') },
        ...turns(3),
        { people: runners('a', 'b') },
        ...turns(3),
      ],
      'a b b b b a b a b',
    ],
    [
      'gives nothing twice for leaving and coming back',
      [{ people: runners('a', 'b') }, { people: runners('b') }, { people: runners('a', 'b') }, {}],
      'a b a b',
    ],
    [
      'serves by weight: 1 and 2 over five tickets are 2 and 3',
      [{ people: weighted({ a: 1, b: 2 }) }, ...turns(4)],
      'b a b b a',
    ],
    ['spreads a heavy weight out', [{ people: weighted({ a: 1, b: 1, c: 4 }) }, ...turns(5)], 'c c c a b c'],
    [
      'goes by new weights from the next turn on',
      [{ people: weighted({ a: 1, b: 1 }) }, {}, { people: weighted({ a: 3, b: 1 }) }, ...turns(3)],
      'a b a a b a',
    ],
  ])('%s', (_, steps, expected) => {
    expect(served(steps).join(' ')).toBe(expected);
  });

  it('does not move when nobody can take the ticket', () => {
    expect(takeTurn(newRound, runners('a'), () => false, 1)).toBeUndefined();
  });

  it('says when a turn makes up for one that was passed over', () => {
    let round = newRound;
    for (const [index, can] of [anybody, (id: string) => id !== 'b', (id: string) => id !== 'b'].entries()) {
      round = takeTurn(round, runners('a', 'b'), can, index + 1)!.round;
    }
    expect(takeTurn(round, runners('a', 'b'), anybody, 4)).toMatchObject({ personId: 'b', madeUp: true });
  });

  it('serves everybody as often, but for one, in every window in which nobody comes or goes', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const step = fc.oneof(fc.constantFrom(...ids), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const present = new Set<string>();
        let round = newRound;
        let turn = 0;
        let window: string[] = [];
        for (const now of steps) {
          if (typeof now === 'string') {
            if (!present.delete(now)) present.add(now);
            window = [];
            continue;
          }
          for (let left = now; left > 0 && present.size > 0; left--) {
            const taken = takeTurn(round, runners(...present), anybody, ++turn)!;
            round = taken.round;
            window.push(taken.personId);
          }
          for (let from = 0; from < window.length; from++) {
            const counts = [...present].map((id) => window.slice(from).filter((one) => one === id).length);
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('serves by weight to within one turn, over any number of tickets', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 80 }), (given, count) => {
        const people = given.map((weight, index) => ({ id: `p${index}`, weight }));
        const total = given.reduce((sum, weight) => sum + weight, 0);
        const order = served([{ people }, ...turns(count - 1)]);
        for (const { id, weight } of people) {
          const got = order.filter((one) => one === id).length;
          expect(Math.abs(got - (count * weight) / total)).toBeLessThan(people.length);
        }
      }),
    );
  });
});
