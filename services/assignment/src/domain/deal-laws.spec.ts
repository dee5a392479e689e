import fc from 'fast-check';
import { priorities, type QueueMode } from '@deskbeat/contracts';
import { colleagues, play, type History, type Look, type Step } from '../../test/builders/world.js';
import { roomOf } from './capacity.js';
import { whyNotThisOne } from './eligible.js';

const ids = ['a', 'b', 'c', 'd'];
const nth = fc.nat({ max: 60 });
const priority = fc.constantFrom(...priorities);
/** Once, at once; or late, twice, or both. */
const delivery = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 });
const opening = fc.record({ kind: fc.constant('open' as const), priority, delivery });
const ending = fc.record({ kind: fc.constant('end' as const), nth, delivery });
const presence = fc.record({ kind: fc.constant('presence' as const), id: fc.constantFrom(...ids) });
const capacity = fc.constantFrom(0, 4, 8, 12, 20);
const anything: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: opening, weight: 5 },
  { arbitrary: ending, weight: 2 },
  { arbitrary: presence, weight: 2 },
  fc.record({ kind: fc.constant('weigh' as const), nth, priority, delivery }),
  fc.record({ kind: fc.constant('return' as const), nth }),
  fc.record({ kind: fc.constant('capacity' as const), id: fc.constantFrom(...ids), capacity }),
);

const turnsOf = ({ looks }: History): number[] =>
  looks.flatMap(({ dealt }) => dealt.placements.map(({ turn }) => turn));
const receivers = ({ dealt }: Look): string[] => dealt.placements.map(({ personId }) => personId);
const gotIn = ({ dealt }: Look, id: string): number =>
  dealt.placements.filter(({ personId }) => personId === id).reduce((sum, { points }) => sum + points, 0);

/** What a history says against each guarantee: nothing, if it holds. */
const guarantees: Readonly<Record<string, (history: History) => unknown[]>> = {
  'what comes late or twice changes nothing, and nothing is lost': ({ tickets, said }) =>
    [...said].filter(([id, { priority: newest, isOver }]) => {
      const ticket = tickets.get(id);
      return ticket?.about.priority !== newest || (ticket.state === 'done') !== isOver;
    }),
  'exactly one decision is in effect': ({ tickets, looks }) => {
    const placed = looks.flatMap(({ dealt }) => dealt.placements);
    const wrong = [...tickets.values()].filter((ticket) => {
      const turns = placed.filter(({ ticketId }) => ticketId === ticket._id);
      const kept = ticket.decisions.flatMap(({ turn }) => turn ?? []);
      const isLast = ticket.state !== 'assigned' || ticket.personId === turns.at(-1)?.personId;
      return !isLast || String(kept) !== String(turns.map(({ turn }) => turn));
    });
    return [...wrong, ...looks.flatMap(({ taken }) => taken)];
  },
  'capacity is never exceeded by the system': ({ looks }) =>
    looks.flatMap((look) =>
      receivers(look).filter((id) => {
        const { capacity: limit, load } = look.dealt.people.get(id)!;
        return limit > 0 && (load > limit || load !== look.before.get(id)!.load + gotIn(look, id));
      }),
    ),
  'who comes is not flooded': ({ looks }) =>
    looks.flatMap((look) =>
      receivers(look).filter((id) => {
        const { capacity: limit, load } = look.before.get(id)!;
        return gotIn(look, id) > roomOf(limit, load);
      }),
    ),
  'only who is there gets something': ({ looks }) =>
    looks.flatMap((look) => receivers(look).filter((id) => look.before.get(id)!.presence !== 'available')),
  'no turn is skipped or taken twice': (history) => turnsOf(history).filter((turn, index) => turn !== index + 1),
  'the queue is served in its order': ({ looks }) =>
    looks.flatMap(({ line, before, dealt }) => {
      const by = new Map(dealt.placements.map(({ ticketId, personId }) => [ticketId, personId]));
      return line.filter((older, index) => {
        if (by.has(older.ticketId)) return false;
        const overtakers = line.slice(index + 1).flatMap(({ ticketId }) => by.get(ticketId) ?? []);
        return overtakers.some((id) => {
          const one = before.get(id)!;
          return !whyNotThisOne(one, older) && (one.capacity === 0 || one.capacity >= older.points);
        });
      });
    }),
  'nothing waits that somebody could take': ({ looks }) =>
    looks.flatMap(({ line, dealt }) => {
      const placed = new Set(dealt.placements.map(({ ticketId }) => ticketId));
      const oldest = line.find(({ ticketId }) => !placed.has(ticketId));
      const free = [...dealt.people.values()].filter(
        (one) =>
          oldest &&
          one.presence === 'available' &&
          !whyNotThisOne(one, oldest) &&
          roomOf(one.capacity, one.load) >= oldest.points,
      );
      return free.map(({ id }) => id);
    }),
};

describe.each<QueueMode>(['round-robin', 'least-loaded'])('whatever comes, late and more than once, by %s', (mode) => {
  const sequences = fc.tuple(fc.array(capacity, { minLength: 4, maxLength: 4 }), fc.array(anything, { maxLength: 80 }));

  it.each(Object.entries(guarantees))('%s', (_, broken) => {
    fc.assert(
      fc.property(sequences, ([given, steps]) => {
        expect(broken(play(mode, colleagues(given), steps))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

it('counts of equal weights differ by at most one over any window without presence changes', () => {
  const step = fc.oneof({ arbitrary: opening, weight: 6 }, { arbitrary: ending, weight: 2 }, presence);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let window: string[] = [];
      for (const look of play('round-robin', colleagues([0, 0, 0, 0]), steps).looks) {
        window = look.isOther ? receivers(look) : [...window, ...receivers(look)];
        const here = ids.filter((id) => look.before.get(id)!.presence === 'available');
        for (let from = 0; from < window.length; from++) {
          const counts = here.map((id) => window.slice(from).filter((one) => one === id).length);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
});
