import fc from 'fast-check';
import type { QueueMode } from '@deskbeat/contracts';
import { now, person, queueOf, tickets } from '../../test/builders/dealing.js';
import { deal, type Before, type InLine } from './deal.js';
import { newRound } from './turns.js';

describe('whatever comes', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('arrive' as const),
      count: fc.integer({ min: 1, max: 8 }),
      points: fc.constantFrom(2, 4, 6, 8),
    }),
    fc.record({ kind: fc.constant('presence' as const), id: fc.constantFrom(...ids) }),
    fc.record({ kind: fc.constant('complete' as const), nth: fc.nat({ max: 50 }) }),
    fc.record({ kind: fc.constant('again' as const), nth: fc.nat({ max: 50 }) }),
  );
  const capacities = fc.array(fc.constantFrom(0, 4, 8, 12, 20), { minLength: 4, maxLength: 4 });

  it.each<QueueMode>(['round-robin', 'least-loaded'])(
    '%s decides once a ticket, in order, within capacity, for who is there',
    (mode) => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), capacities, (steps, given) => {
          const people = new Map(
            ids.map((id, index) => [id, person(id, { capacity: given[index]!, presence: 'offline' })]),
          );
          let before: Before = { turn: 0, round: newRound, people, held: new Set() };
          let arrived = 0;
          let line: InLine[] = [];
          const open = new Map<string, { personId: string; points: number }>();
          const decided: string[] = [];
          for (const now_ of steps) {
            const everybody = new Map(before.people);
            if (now_.kind === 'arrive')
              line.push(...tickets(now_.count, arrived + 1).map((one) => ({ ...one, points: now_.points })));
            if (now_.kind === 'arrive') arrived += now_.count;
            if (now_.kind === 'presence') {
              const one = everybody.get(now_.id)!;
              everybody.set(now_.id, { ...one, presence: one.presence === 'available' ? 'away' : 'available' });
            }
            const [done] = now_.kind === 'complete' ? [...open].slice(now_.nth % Math.max(1, open.size)) : [];
            if (done) {
              open.delete(done[0]);
              const holder = everybody.get(done[1].personId)!;
              everybody.set(holder.id, { ...holder, load: holder.load - done[1].points });
            }
            // A redelivered ticket is in line once: the store keeps it by its id.
            if (now_.kind === 'again' && line.length > 0)
              line = [...new Map(line.map((one) => [one.ticketId, one])).values()];
            const result = deal(queueOf(mode), ids, { ...before, people: everybody }, new Map(), line, now);
            const placed = new Set(result.placements.map(({ ticketId }) => ticketId));
            const firstLeft = line.findIndex((one) => !placed.has(one.ticketId));
            for (const placement of result.placements) {
              expect(everybody.get(placement.personId)!.presence).toBe('available');
              open.set(placement.ticketId, placement);
              decided.push(placement.ticketId);
            }
            for (const one of result.people.values()) {
              const load = [...open.values()]
                .filter(({ personId }) => personId === one.id)
                .reduce((sum, { points }) => sum + points, 0);
              expect(one.load).toBe(load);
              if (one.capacity > 0) expect(one.load).toBeLessThanOrEqual(one.capacity);
            }
            // Who had room for the oldest that stays had it before anything younger was given.
            const oldest = line[firstLeft];
            const couldTake = [...result.people.values()].filter(
              ({ presence, capacity, load }) =>
                presence === 'available' && (capacity === 0 || capacity - load >= (oldest?.points ?? 0)),
            );
            if (oldest) expect(couldTake).toEqual([]);
            line = line.filter((one) => !placed.has(one.ticketId));
            before = { ...result, held: new Set() };
          }
          expect(new Set(decided).size).toBe(decided.length);
          expect(decided.length + line.length).toBe(arrived);
          expect(before.turn).toBe(decided.length);
        }),
      );
    },
  );
});
