import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { weekdays } from '@deskbeat/contracts';
import { hour, monday, moved, opened, rulebookOf, rules, story } from '../../test/clock-story.js';
import type { News } from './history.js';
import { calendarOf } from './terms.js';
import { dueAt, elapsed } from './working-time.js';

const zones = fc.constantFrom('UTC', 'Australia/Lord_Howe', ...Intl.supportedValuesOf('timeZone'));
const calendars = fc.record({
  timeZone: zones,
  from: fc.integer({ min: 0, max: 23 }),
  length: fc.integer({ min: 1, max: 23 }),
});
const two = (n: number): string => String(n).padStart(2, '0');
const pauses = fc.array(fc.tuple(fc.nat(30 * hour), fc.nat(30 * hour)), { maxLength: 6 });

/** A business calendar of the same hours every day, also through midnight. */
function rulesIn({ timeZone, from, length }: { timeZone: string; from: number; length: number }) {
  const hours = weekdays.map((day) => ({ day, from: `${two(from)}:00`, to: `${two((from + length) % 24)}:00` }));
  const calendar = { ...rules.calendars[0]!, timeZone, hours };
  return { book: rulebookOf({ ...rules, calendars: [calendar] }), calendar: calendarOf(calendar) };
}

/** Pauses and the work between them, as moves of a ticket. */
function movesOf(list: [number, number][]): { news: News[]; windows: [number, number][]; end: number } {
  let time = 0;
  const news: News[] = [];
  const windows: [number, number][] = [];
  for (const [work, pause] of list) {
    windows.push([time, time + work]);
    time += work;
    news.push({ ...moved(time / hour, 'awaiting-confirmation'), version: news.length + 2 });
    time += pause;
    news.push({ ...moved(time / hour, 'in-progress'), version: news.length + 2 });
  }
  return { news, windows, end: time };
}

it('pauses add: what is due after them is the budget without what was used between them', () => {
  fc.assert(
    fc.property(calendars, pauses, (of, list) => {
      const { book, calendar } = rulesIn(of);
      const { news, windows, end } = movesOf(list);
      const used = windows.reduce((sum, [from, to]) => sum + elapsed(monday + from, monday + to, calendar), 0);
      const budget = 120 * hour;
      const { clock } = story(opened('low'), news, undefined, book);
      const face = clock.faces.find(({ target }) => target === 'resolution')!;
      if (used < budget) expect(face).toMatchObject({ state: 'running' });
      if (used < budget) expect(Date.parse(face.dueAt!)).toBe(dueAt(monday + end, budget - used, calendar));
    }),
    { numRuns: 60 },
  );
});

it('a pause that is cut in two counts the same', () => {
  fc.assert(
    fc.property(calendars, fc.nat(20 * hour), fc.nat(20 * hour), fc.nat(20 * hour), (of, work, first, second) => {
      const { book } = rulesIn(of);
      const whole = story(opened('low'), movesOf([[work, first + second]]).news, undefined, book).clock;
      const parts: [number, number][] = [
        [work, first],
        [0, second],
      ];
      expect(story(opened('low'), movesOf(parts).news, undefined, book).clock.faces).toEqual(whole.faces);
    }),
    { numRuns: 60 },
  );
});
