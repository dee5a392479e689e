import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { DateHours, WeekHours, Weekday } from '@deskbeat/contracts';
import type { BusinessHours } from './calendar.js';
import { dueAt, elapsed, isOpen, openPeriods, startFor } from './working-time.js';

type ByName = Record<string, [from: string, to: string][]>;
interface Published {
  calendars: Record<string, { timeZone: string; hours: ByName; holidays?: string[]; shifts?: ByName; breaks?: ByName }>;
  cases: Case[];
}
interface Case {
  id: string;
  calendar: string;
  start: string;
  end?: string;
  seconds?: number;
  op: 'add' | 'sub' | 'between' | 'isOpen' | 'periods';
  expect: unknown;
}

const file = process.env.SLA_PUBLISHED_CASES;
const { calendars, cases } = (
  file ? JSON.parse(readFileSync(file, 'utf8')) : { calendars: {}, cases: [] }
) as Published;

function calendarOf(name: string): BusinessHours {
  const { timeZone, hours, holidays = [], shifts = {}, breaks = {} } = calendars[name]!;
  const flat = <K extends string>(key: K, byName: ByName) =>
    Object.entries(byName).flatMap(([one, list]) => list.map(([from, to]) => ({ [key]: one as Weekday, from, to })));
  const dated = (byName: ByName) => flat('date', byName) as unknown as DateHours[];
  const week = flat('day', hours) as unknown as WeekHours[];
  const special = { days: dated(shifts), breaks: dated(breaks) };
  return { kind: 'business', id: name, timeZone, hours: week, holidays, ...special };
}

const millis = (instant: string): number => Date.parse(instant);

function outcome({ op, calendar, start, end, seconds = 0, expect: expected }: Case): unknown {
  const of = calendarOf(calendar);
  const from = millis(start);
  switch (op) {
    case 'add':
      return dueAt(from, seconds * 1_000, of);
    case 'sub':
      return startFor(from, seconds * 1_000, of);
    case 'between':
      return elapsed(from, millis(end!), of) / 1_000;
    case 'isOpen':
      return isOpen(of, from);
    case 'periods':
      return openPeriods(of, from, Infinity, (expected as unknown[]).length);
  }
}

const expected = ({ op, expect: value }: Case): unknown => {
  if (op === 'add' || op === 'sub') return millis(value as string);
  return op === 'periods' ? (value as string[][]).map((period) => period.map(millis)) : value;
};

/** `SLA_PUBLISHED_CASES` names a file of cases that other projects have published. */
(file ? describe : describe.skip)('published cases', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(outcome(one)).toEqual(expected(one));
  });

  it('are there', () => {
    expect(cases.length).toBeGreaterThan(0);
  });
});
