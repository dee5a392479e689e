import ICAL from 'ical.js';

/** How far repeated days are written out that are not simply yearly. */
const yearsAhead = 5;
const mostDays = 1_000;
const mostSteps = 5_000;

/** An iCalendar text that gives no day. */
export class NoHolidays extends Error {
  override readonly name = 'NoHolidays';
}

/**
 * The days of an iCalendar text: all-day entries, each day of those that last longer; what is simply repeated every
 * year as `*-12-25`. Entries with times of day are no holidays.
 * @param now epoch milliseconds: days of past years are left out
 * @throws NoHolidays when it cannot be read, gives no day or too many
 */
export function holidaysIn(ics: string, now: number): string[] {
  const [first, last] = [yearOf(now), yearOf(now) + yearsAhead];
  const days = new Set<string>();
  for (const event of eventsIn(ics)) {
    for (const day of daysOf(event, first, last)) days.add(day);
    if (days.size > mostDays) throw new NoHolidays(`it gives more than ${mostDays} days`);
  }
  if (days.size === 0) throw new NoHolidays('it has no all-day entries of this or later years');
  return [...days].sort();
}

const yearOf = (instant: number): number => new Date(instant).getUTCFullYear();

function eventsIn(ics: string): ICAL.Event[] {
  try {
    const parsed: unknown = ICAL.parse(ics);
    const calendars = (Array.isArray((parsed as unknown[])[0]) ? parsed : [parsed]) as never[];
    return calendars
      .flatMap((one) => new ICAL.Component(one).getAllSubcomponents('vevent'))
      .map((component) => new ICAL.Event(component))
      .filter((event) => event.startDate?.isDate);
  } catch (error) {
    throw new NoHolidays(`it is no iCalendar text: ${String(error).slice(0, 200)}`);
  }
}

function daysOf(event: ICAL.Event, first: number, last: number): string[] {
  const length = Math.min(366, Math.max(1, event.duration.toSeconds() / 86_400));
  if (!event.isRecurring()) return event.startDate.year + 1 < first ? [] : inARow(event.startDate, length, first);
  if (length === 1 && isYearly(event)) return [`*-${event.startDate.toString().slice(5)}`];
  const days: string[] = [];
  const starts = event.iterator();
  for (let step = 0; step < mostSteps; step++) {
    const start = starts.next() as ICAL.Time | undefined;
    if (!start || start.year > last) break;
    days.push(...inARow(start, length, first));
  }
  return days;
}

function inARow(start: ICAL.Time, length: number, first: number): string[] {
  const day = start.clone();
  const days: string[] = [];
  for (let count = 0; count < length; count++) {
    if (day.year >= first) days.push(day.toString().slice(0, 10));
    day.adjust(1, 0, 0, 0);
  }
  return days;
}

/** The same day every year, for good. */
function isYearly({ component, startDate }: ICAL.Event): boolean {
  const rules = component.getAllProperties('rrule').map((rule) => rule.getFirstValue() as ICAL.Recur);
  const exceptions = ['rdate', 'exdate', 'exrule'].some((name) => component.getFirstProperty(name) !== null);
  const [rule] = rules;
  if (rules.length !== 1 || !rule || exceptions) return false;
  const { freq, interval, count, until, parts } = rule as ICAL.Recur & { parts: Record<string, number[]> };
  const same = (values: number[] | undefined, one: number): boolean =>
    !values || (values.length === 1 && values[0] === one);
  const others = Object.keys(parts).filter((part) => part !== 'BYMONTH' && part !== 'BYMONTHDAY');
  return (
    freq === 'YEARLY' &&
    (interval ?? 1) === 1 &&
    !count &&
    !until &&
    others.length === 0 &&
    same(parts.BYMONTH, startDate.month) &&
    same(parts.BYMONTHDAY, startDate.day)
  );
}
