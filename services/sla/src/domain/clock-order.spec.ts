import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Priority, Status } from '@deskbeat/contracts';
import { at, hour, opened, rulebook, short } from '../../test/clock-story.js';
import { begin, learn, type Outcome } from './clock.js';
import type { Entry, News } from './history.js';

describe('news that come twice, late or out of order', () => {
  const kinds = fc.oneof(
    fc
      .constantFrom<Status>('awaiting-confirmation', 'in-progress', 'pending-assignment', 'resolved')
      .map((to) => ({ kind: 'moved' as const, to })),
    fc
      .constantFrom<Priority>('urgent', 'high', 'low')
      .map((priority) => ({ kind: 'changed' as const, changes: { priority } })),
    fc.constant({ kind: 'answered' as const }),
    fc.constant({ kind: 'asked' as const }),
  );
  const histories = fc.array(fc.tuple(kinds, fc.nat(20 * hour)), { minLength: 1, maxLength: 8 }).map((list) => {
    let time = at(0);
    const news = list.map(
      ([entry, later], index) => ({ ...entry, version: index + 2, at: new Date((time += later)) }) as News,
    );
    return [opened('medium'), ...news];
  });
  const shuffled = histories.chain((news: Entry[]) =>
    fc.tuple(fc.constant(news), fc.shuffledSubarray([...news, ...news], { minLength: news.length * 2 })),
  );
  const tell = ([first, ...rest]: Entry[], now: number) => {
    const outcomes: Outcome[] = [begin('t', first!, rulebook, { now })];
    for (const entry of rest) {
      const next = learn('t', outcomes.at(-1)!.clock, entry, rulebook, { now });
      if (next !== 'known') outcomes.push(next);
    }
    return outcomes;
  };

  it('end the same as in order', () => {
    fc.assert(
      fc.property(shuffled, fc.nat(200), ([news, mixed], hours) => {
        const now = at(hours);
        const { history, faces, dueAt, priority } = tell(news, now).at(-1)!.clock;
        expect(tell(mixed, now).at(-1)!.clock).toMatchObject({ history, faces, priority, ...(dueAt && { dueAt }) });
      }),
    );
  });

  it('never make anything be said twice', () => {
    fc.assert(
      fc.property(shuffled, fc.nat(200), ([, mixed], hours) => {
        const said = tell(mixed, at(hours)).flatMap(({ sayings }) => sayings.map(short));
        const once = said.filter((event) => /^(breached|met|reminder-due|escalated)/.test(event));
        expect(new Set(once).size).toBe(once.length);
      }),
    );
  });
});
