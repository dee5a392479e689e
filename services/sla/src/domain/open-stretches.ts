import { Temporal } from 'temporal-polyfill';
import { weekdays } from '@deskbeat/contracts';
import type { BusinessHours } from './calendar.js';

interface Hours {
  readonly from: string;
  readonly to: string;
}

/** Open time in one stretch of days: start and end instants in turn, in order and apart. */
interface Stretch {
  readonly open: readonly number[];
  readonly total: number;
}

const dayMs = 86_400_000;
const daysInStretch = 16;
export const stretchMs = daysInStretch * dayMs;
/** A local day begins up to 14 h before its UTC namesake or 12 h after it, and its last hours end a day later. */
const marginDays = 2;
const rememberedStretches = 1_000;

/** What a calendar says, ready to be looked up, and what was measured of it so far. */
interface Plan {
  readonly week: ReadonlyMap<string, readonly Hours[]>;
  readonly days: ReadonlyMap<string, readonly Hours[]>;
  readonly breaks: ReadonlyMap<string, readonly Hours[]>;
  readonly holidays: ReadonlySet<string>;
  readonly stretches: Map<number, Stretch>;
}

const plans = new WeakMap<BusinessHours, Plan>();

function planOf(calendar: BusinessHours): Plan {
  let plan = plans.get(calendar);
  if (!plan) {
    const { hours, days = [], breaks = [], holidays } = calendar;
    plan = {
      week: grouped(hours, ({ day }) => day),
      days: grouped(days, ({ date }) => date),
      breaks: grouped(breaks, ({ date }) => date),
      holidays: new Set(holidays),
      stretches: new Map(),
    };
    plans.set(calendar, plan);
  }
  return plan;
}

function grouped<T extends Hours>(hours: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of hours) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

export function stretchOf(calendar: BusinessHours, index: number): Stretch {
  const plan = planOf(calendar);
  let stretch = plan.stretches.get(index);
  if (!stretch) {
    if (plan.stretches.size >= rememberedStretches) plan.stretches.clear();
    plan.stretches.set(index, (stretch = measured(plan, calendar.timeZone, index)));
  }
  return stretch;
}

/** Cut at instants, not at local midnights: stretches are apart and complete whatever the zone does. */
function measured(plan: Plan, timeZone: string, index: number): Stretch {
  const begin = index * stretchMs;
  const end = begin + stretchMs;
  const works: [number, number][] = [];
  const rests: [number, number][] = [];
  for (let day = -marginDays; day <= daysInStretch + marginDays; day++) {
    const date = new Temporal.PlainDate(1970, 1, 1).add({ days: index * daysInStretch + day });
    works.push(...instantsOf(hoursOn(plan, date), date, timeZone));
    rests.push(...instantsOf(plan.breaks.get(date.toString()), date, timeZone));
  }
  const open: number[] = [];
  let total = 0;
  for (const [from, to] of without(joined(works), joined(rests))) {
    const [opens, closes] = [Math.max(from, begin), Math.min(to, end)];
    if (opens >= closes) continue;
    open.push(opens, closes);
    total += closes - opens;
  }
  return { open, total };
}

function hoursOn({ week, days, holidays }: Plan, date: Temporal.PlainDate): readonly Hours[] | undefined {
  const name = date.toString();
  if (holidays.has(name) || holidays.has(`*${name.slice(-6)}`)) return undefined;
  return days.get(name) ?? week.get(weekdays[date.dayOfWeek - 1]!);
}

function instantsOf(
  hours: readonly Hours[] | undefined,
  date: Temporal.PlainDate,
  timeZone: string,
): [number, number][] {
  if (!hours?.length) return [];
  const midnight = date.toPlainDateTime();
  // 'compatible': a local time that does not exist moves forward by the gap, one that exists twice is the first.
  const instant = (minutes: number): number =>
    midnight.add({ minutes }).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  return hours.map(({ from, to }) => {
    const opens = minutesOf(from);
    const closes = minutesOf(to);
    return [instant(opens), instant(closes <= opens ? closes + 1_440 : closes)];
  });
}

/** In order and apart. */
function joined(intervals: [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of intervals.sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (from < to) all.push([from, to]);
  }
  return all;
}

function without(works: [number, number][], rests: [number, number][]): [number, number][] {
  return rests.reduce<[number, number][]>(
    (left, [from, to]) =>
      left.flatMap(([opens, closes]): [number, number][] => {
        if (to <= opens || from >= closes) return [[opens, closes]];
        const parts: [number, number][] = [
          [opens, Math.min(from, closes)],
          [Math.max(to, opens), closes],
        ];
        return parts.filter(([start, end]) => start < end);
      }),
    works,
  );
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
