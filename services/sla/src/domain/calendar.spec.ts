import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { weekdays, type Weekday } from '@deskbeat/contracts';
import type { Calendar } from './calendar.js';
import { dueAt, elapsed, isOpen, openPeriods, startFor } from './working-time.js';

const hour = 3_600_000;
type Hours = [from: string, to: string];
const day: Hours[] = [['09:00', '17:00']];
const week = { mon: day, tue: day, wed: day, thu: day, fri: day };
const everyDay = (...hours: Hours[]) => Object.fromEntries(weekdays.map((name) => [name, hours]));
type Week = Partial<Record<Weekday, Hours[]>>;
const weekOf = (week: Week) =>
  weekdays.flatMap((name) => (week[name] ?? []).map(([from, to]) => ({ day: name, from, to })));
const calendar = (timeZone: string, hours: Week = week, holidays: string[] = [], more: object = {}): Calendar => ({
  kind: 'business',
  id: 'c',
  timeZone,
  hours: weekOf(hours),
  holidays,
  ...more,
});
const berlin = calendar('Europe/Berlin');
const nights = calendar('Europe/Berlin', everyDay(['22:00', '06:00']));
const lunch = calendar('UTC', everyDay(['09:00', '12:00'], ['13:00', '17:00']));
const always: Calendar = { kind: 'always', id: 'a' };

const iso = (instant: number): string => new Date(instant).toISOString();
const due = (start: string, budgetMs: number, of: Calendar): string => iso(dueAt(Date.parse(start), budgetMs, of));

describe('a budget is due when its working time has passed', () => {
  it.each<[string, Calendar, string, number, string]>([
    ['around the clock', always, '2026-03-29T00:30:00Z', 2 * hour, '2026-03-29T02:30:00.000Z'],
    ['within a day', berlin, '2026-01-05T09:00:00Z', 4 * hour, '2026-01-05T13:00:00.000Z'],
    ['at closing, not at the next opening', berlin, '2026-01-05T08:00:00Z', 8 * hour, '2026-01-05T16:00:00.000Z'],
    ['one ms later, the next day', berlin, '2026-01-05T08:00:00Z', 8 * hour + 1, '2026-01-06T08:00:00.001Z'],
    ['at closing on Friday', berlin, '2026-01-09T15:00:00Z', hour, '2026-01-09T16:00:00.000Z'],
    ['across a weekend', berlin, '2026-01-09T15:00:00Z', 2 * hour, '2026-01-12T09:00:00.000Z'],
    ['nothing, while open: at once', berlin, '2026-01-05T09:00:00.123Z', 0, '2026-01-05T09:00:00.123Z'],
    ['nothing, at closing: at the next opening', berlin, '2026-01-05T16:00:00Z', 0, '2026-01-06T08:00:00.000Z'],
    ['nothing, on a Saturday: on Monday', berlin, '2026-01-10T12:00:00Z', 0, '2026-01-12T08:00:00.000Z'],
    ['exact to the millisecond', berlin, '2026-01-05T15:59:59.999Z', 2, '2026-01-06T08:00:00.001Z'],
    ['around a lunch break', lunch, '2026-01-05T11:30:00Z', hour, '2026-01-05T13:30:00.000Z'],
    ['at the lunch break', lunch, '2026-01-05T11:30:00Z', hour / 2, '2026-01-05T12:00:00.000Z'],
    ['past midnight', nights, '2026-01-05T21:00:00Z', 8 * hour, '2026-01-06T05:00:00.000Z'],
    ['in the next night', nights, '2026-01-06T04:00:00Z', 2 * hour, '2026-01-06T22:00:00.000Z'],
    [
      'summer comes: the night is an hour shorter',
      nights,
      '2026-03-28T21:00:00Z',
      8 * hour,
      '2026-03-29T21:00:00.000Z',
    ],
    ['winter comes: the night is an hour longer', nights, '2026-10-24T20:00:00Z', 8 * hour, '2026-10-25T04:00:00.000Z'],
    [
      'a whole day',
      calendar('UTC', { mon: [['00:00', '24:00']] }),
      '2026-01-05T00:00:00Z',
      24 * hour,
      '2026-01-06T00:00:00.000Z',
    ],
    [
      'over a holiday',
      calendar('UTC', week, ['2026-01-06']),
      '2026-01-05T16:00:00Z',
      2 * hour,
      '2026-01-07T10:00:00.000Z',
    ],
    [
      'over a yearly holiday',
      calendar('UTC', week, ['*-12-25']),
      '2026-12-24T16:00:00Z',
      2 * hour,
      '2026-12-28T10:00:00.000Z',
    ],
    ['over many weeks', calendar('UTC'), '2026-01-05T09:00:00Z', 720 * hour, '2026-05-08T17:00:00.000Z'],
  ])('%s', (_, of, start, budget, expected) => {
    expect(due(start, budget, of)).toBe(expected);
  });
});

describe('daylight saving', () => {
  const early = (from: string, to: string) => calendar('Europe/Berlin', { sun: [[from, to]] });

  it.each<[string, string, string, string, number]>([
    ['hours that do not exist move forward by the gap', '02:15', '02:45', '2026-03-29', 0.5],
    ['hours that lie around the gap lose it', '01:00', '04:00', '2026-03-29', 2],
    ['an end in the gap moves forward', '01:30', '02:30', '2026-03-29', 1],
    ['a start in the gap that moves past the end leaves nothing', '02:30', '03:15', '2026-03-29', 0],
    ['hours that exist twice count both times', '01:00', '04:00', '2026-10-25', 4],
    ['an end that exists twice is the first', '01:00', '02:30', '2026-10-25', 1.5],
    ['a start that exists twice is the first', '02:30', '04:00', '2026-10-25', 2.5],
  ])('%s', (_, from, to, date, hours) => {
    const start = Date.parse(`${date}T00:00:00Z`) - 12 * hour;
    expect(elapsed(start, start + 48 * hour, early(from, to))).toBe(hours * hour);
  });
});

it('hours that overlap count once', () => {
  const overlapping = calendar('UTC', everyDay(['20:00', '10:00'], ['09:00', '12:00'], ['11:00', '12:30']));
  const start = Date.parse('2026-01-05T00:00:00Z');
  expect(elapsed(start, start + 24 * hour, overlapping)).toBe(16.5 * hour);
});

describe('days that differ', () => {
  const one = (date: string, from: string, to: string) => ({ date, from, to });
  const special = calendar('UTC', week, ['2026-01-08', '*-01-10'], {
    days: [
      one('2026-01-06', '10:00', '12:00'),
      one('2026-01-08', '09:00', '17:00'),
      one('2026-01-11', '22:00', '02:00'),
    ],
    breaks: [
      one('2026-01-07', '11:00', '15:00'),
      one('2026-01-07', '14:00', '16:00'),
      one('2026-01-12', '01:00', '09:30'),
    ],
  });

  it.each<[string, string, [string, string][]]>([
    ['a usual day', '2026-01-05', [['09:00', '17:00']]],
    ['a one-off day has its own hours', '2026-01-06', [['10:00', '12:00']]],
    [
      'a break takes its time out',
      '2026-01-07',
      [
        ['09:00', '11:00'],
        ['16:00', '17:00'],
      ],
    ],
    ['a holiday wins over a one-off day', '2026-01-08', []],
    ['a yearly holiday', '2026-01-10', []],
    ['a one-off working Sunday, past midnight', '2026-01-11', [['22:00', '24:00']]],
    [
      'what a break leaves of the night and the next day',
      '2026-01-12',
      [
        ['00:00', '01:00'],
        ['09:30', '17:00'],
      ],
    ],
  ])('%s', (_, date, expected) => {
    const start = Date.parse(`${date}T00:00:00Z`);
    const at = (time: string): number => start + Number(time.slice(0, 2)) * hour + Number(time.slice(3)) * 60_000;
    const open = openPeriods(special, start, start + 24 * hour, 10);
    expect(open.map(([from, to]) => [from, Math.min(to, start + 24 * hour)])).toEqual(
      expected.map(([from, to]) => [at(from), at(to)]),
    );
  });

  it('an instant is open from the opening until before the closing', () => {
    const at = (time: string) => isOpen(berlin, Date.parse(`2026-01-05T${time}Z`));
    expect(['07:59:59.999', '08:00:00', '15:59:59.999', '16:00:00'].map(at)).toEqual([false, true, true, false]);
  });
});

it('a calendar that never opens is an error, not an endless search', () => {
  expect(() => due('2026-01-05T00:00:00Z', 1, calendar('UTC', {}))).toThrow(RangeError);
  expect(() => startFor(0, 1, calendar('UTC', {}))).toThrow(RangeError);
});

describe('laws', () => {
  const odd = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
  const zones = fc.oneof(fc.constantFrom(...odd), fc.constantFrom(...Intl.supportedValuesOf('timeZone')));
  const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
  });
  const hours = fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 3 });
  const calendars = fc
    .record({ zone: zones, mon: hours, wed: hours, sun: hours })
    .map(({ zone, ...open }) => calendar(zone, open, ['2026-03-29', '*-10-25']));
  const instants = fc.integer({ min: Date.parse('2011-11-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') });
  const budgets = fc.oneof(fc.integer({ min: 0, max: 40 * hour }), fc.constant(0), fc.integer({ min: 1, max: 5 }));

  it('what has elapsed until a budget is due is the budget', () => {
    fc.assert(
      fc.property(calendars, instants, budgets, (of, start, budget) => {
        expect(elapsed(start, dueAt(start, budget, of), of)).toBe(budget);
      }),
    );
  });

  it('a later start or a larger budget is never due earlier', () => {
    fc.assert(
      fc.property(calendars, instants, budgets, budgets, (of, start, budget, more) => {
        const first = dueAt(start, budget, of);
        expect(dueAt(start, budget + more, of)).toBeGreaterThanOrEqual(first);
        expect(dueAt(start + more, budget, of)).toBeGreaterThanOrEqual(first);
      }),
    );
  });

  it('the latest start for what is due is not before the start, and as far away in open time', () => {
    fc.assert(
      fc.property(calendars, instants, budgets, (of, start, budget) => {
        const end = dueAt(start, budget, of);
        const latest = startFor(end, budget, of);
        expect(elapsed(latest, end, of)).toBe(budget);
        if (budget > 0) expect(latest).toBeGreaterThanOrEqual(start);
      }),
    );
  });

  it('open periods are what elapses', () => {
    fc.assert(
      fc.property(calendars, instants, fc.nat(9e8), (of, start, length) => {
        const end = start + length;
        const open = openPeriods(of, start, end, Infinity);
        expect(open.reduce((sum, [from, to]) => sum + Math.min(to, end) - from, 0)).toBe(elapsed(start, end, of));
      }),
    );
  });

  it('elapsed time adds up', () => {
    fc.assert(
      fc.property(calendars, instants, fc.nat(9e8), fc.nat(9e9), (of, start, first, second) => {
        const [middle, end] = [start + first, start + first + second];
        expect(elapsed(start, middle, of) + elapsed(middle, end, of)).toBe(elapsed(start, end, of));
      }),
    );
  });

  it('a budget in two parts is due when the whole is', () => {
    fc.assert(
      fc.property(calendars, instants, budgets, budgets, (of, start, one, two) => {
        fc.pre(two > 0);
        expect(dueAt(dueAt(start, one, of), two, of)).toBe(dueAt(start, one + two, of));
      }),
    );
  });
});
