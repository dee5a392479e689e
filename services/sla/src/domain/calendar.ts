import { Temporal } from 'temporal-polyfill';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Local opening and closing, `HH:MM` up to `24:00`; a closing at or before the opening lies on the next day. */
export type Hours = readonly [from: string, to: string];

export interface AlwaysOpen {
  readonly kind: 'always';
  readonly id: string;
}

export interface BusinessHours {
  readonly kind: 'business';
  readonly id: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly hours: Readonly<Partial<Record<Weekday, readonly Hours[]>>>;
  /** `2026-12-25`, or `*-12-25` for every year. Hours that begin on such a date do not count. */
  readonly holidays: readonly string[];
}

export type Calendar = AlwaysOpen | BusinessHours;

/** Open time in one stretch of days: start and end instants in turn, in order and apart. */
interface Stretch {
  readonly open: readonly number[];
  readonly total: number;
}

const dayMs = 86_400_000;
const daysInStretch = 16;
const stretchMs = daysInStretch * dayMs;
/** A local day begins up to 14 h before its UTC namesake or 12 h after it, and its last hours end a day later. */
const marginDays = 2;
const longestClosedMs = 400 * dayMs;
const rememberedStretches = 1_000;

const remembered = new WeakMap<BusinessHours, Map<number, Stretch>>();

/**
 * The instant at which `budgetMs` of open time have passed since `start`; a zero budget is due at the first open instant.
 * Instants and budgets are epoch and plain milliseconds.
 * @throws RangeError when the calendar stays closed for more than a year
 */
export function dueAt(start: number, budgetMs: number, calendar: Calendar): number {
  if (calendar.kind === 'always') return start + budgetMs;
  let left = budgetMs;
  let openLast = start;
  for (let index = Math.floor(start / stretchMs); ; index++) {
    const { open, total } = stretchOf(calendar, index);
    const whole = index * stretchMs >= start && left > total;
    if (whole) left -= total;
    else {
      for (let at = 0; at < open.length; at += 2) {
        const from = Math.max(open[at]!, start);
        const length = open[at + 1]! - from;
        if (length <= 0) continue;
        if (left <= length) return from + left;
        left -= length;
      }
    }
    const end = (index + 1) * stretchMs;
    if (total > 0) openLast = end;
    else if (end - openLast > longestClosedMs) throw new RangeError(`calendar ${calendar.id} does not open`);
  }
}

/** Open milliseconds between two instants; 0 when the end is not after the start. */
export function elapsed(start: number, end: number, calendar: Calendar): number {
  if (end <= start) return 0;
  if (calendar.kind === 'always') return end - start;
  let sum = 0;
  for (let index = Math.floor(start / stretchMs); index * stretchMs < end; index++) {
    const { open, total } = stretchOf(calendar, index);
    if (index * stretchMs >= start && (index + 1) * stretchMs <= end) sum += total;
    else {
      for (let at = 0; at < open.length; at += 2) {
        sum += Math.max(0, Math.min(open[at + 1]!, end) - Math.max(open[at]!, start));
      }
    }
  }
  return sum;
}

function stretchOf(calendar: BusinessHours, index: number): Stretch {
  let known = remembered.get(calendar);
  if (!known) remembered.set(calendar, (known = new Map<number, Stretch>()));
  let stretch = known.get(index);
  if (!stretch) {
    if (known.size >= rememberedStretches) known.clear();
    known.set(index, (stretch = measured(calendar, index)));
  }
  return stretch;
}

/** Cut at instants, not at local midnights: stretches are apart and complete whatever the zone does. */
function measured(calendar: BusinessHours, index: number): Stretch {
  const begin = index * stretchMs;
  const end = begin + stretchMs;
  const intervals: [number, number][] = [];
  for (let day = -marginDays; day <= daysInStretch + marginDays; day++) {
    intervals.push(...intervalsOf(calendar, index * daysInStretch + day));
  }
  intervals.sort(([a], [b]) => a - b);
  const open: number[] = [];
  let total = 0;
  let reached = begin;
  for (const [opens, closes] of intervals) {
    const from = Math.max(opens, reached);
    const to = Math.min(closes, end);
    if (from >= to) continue;
    if (open.at(-1) === from) open[open.length - 1] = to;
    else open.push(from, to);
    total += to - from;
    reached = to;
  }
  return { open, total };
}

function intervalsOf({ timeZone, hours, holidays }: BusinessHours, epochDay: number): [number, number][] {
  const onDay = hours[weekdays[(((epochDay + 3) % 7) + 7) % 7]!];
  if (!onDay?.length) return [];
  const date = new Temporal.PlainDate(1970, 1, 1).add({ days: epochDay });
  const name = date.toString();
  if (holidays.includes(name) || holidays.includes(`*${name.slice(-6)}`)) return [];
  const midnight = date.toPlainDateTime();
  // 'compatible': a local time that does not exist moves forward by the gap, one that exists twice is the first.
  const instant = (minutes: number): number =>
    midnight.add({ minutes }).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  return onDay.map(([from, to]) => {
    const opens = minutesOf(from);
    const closes = minutesOf(to);
    return [instant(opens), instant(closes <= opens ? closes + 1_440 : closes)];
  });
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
