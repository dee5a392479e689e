import {
  aroundTheClock,
  Problem,
  type ChangeCalendar,
  type CreateCalendar,
  type DateHours,
  type HolidayFeed,
  type RemoveCalendar,
  type RemoveHolidays,
} from '@deskbeat/contracts';
import { need, seen, wrong, type Edit } from './edits.js';
import type { CalendarEntry, Rules } from './rules.js';
import { calendarOf } from './terms.js';
import { openPeriods } from './working-time.js';

const mostCalendars = 100;
const mostFeeds = 20;
const yearMs = 366 * 86_400_000;

/** @throws Problem `already-exists`, `validation-failed` */
export function createCalendar(rules: Rules, asked: CreateCalendar, now: number): Edit {
  const { id } = asked;
  if (id === aroundTheClock || rules.calendars.some((calendar) => calendar.id === id)) {
    throw new Problem('already-exists', { context: { id } });
  }
  if (rules.calendars.length >= mostCalendars) throw wrong('/id', `there are ${mostCalendars} calendars already`);
  const calendar = sound({ ...asked, version: 1, feeds: [] }, now);
  return { next: { ...rules, calendars: [...rules.calendars, calendar] }, change: changeOf(id, 'created') };
}

/** @throws Problem `not-found`, `version-conflict`, `validation-failed` */
export function changeCalendar(
  rules: Rules,
  { calendarId, seenVersion, ...changes }: ChangeCalendar,
  now: number,
): Edit {
  const before = seen(need(rules.calendars, calendarId, 'calendar'), seenVersion);
  return replaced(rules, before, { ...before, ...changes }, now, 'changed');
}

/** @throws Problem `not-found`, `version-conflict`, `validation-failed` while a policy names it */
export function removeCalendar(rules: Rules, { calendarId, seenVersion }: RemoveCalendar): Edit {
  const gone = seen(need(rules.calendars, calendarId, 'calendar'), seenVersion);
  const user = rules.policies.find(({ budgets }) => budgets.some((budget) => budget.calendarId === calendarId));
  if (user) throw wrong('/calendarId', `policy ${user.id} counts by it`);
  const calendars = rules.calendars.filter((calendar) => calendar !== gone);
  return { next: { ...rules, calendars }, change: changeOf(calendarId, 'removed') };
}

/**
 * Puts what a source gave in the place of what it gave before.
 * @throws Problem `not-found`, `validation-failed`
 */
export function feedHolidays(rules: Rules, calendarId: string, feed: HolidayFeed, now: number): Edit {
  const before = need(rules.calendars, calendarId, 'calendar');
  const others = before.feeds.filter(({ id }) => id !== feed.id);
  if (others.length >= mostFeeds) throw wrong('/feedId', `there are ${mostFeeds} sources already`);
  return replaced(rules, before, { ...before, feeds: [...others, feed] }, now, 'holidays-read');
}

/** @throws Problem `not-found` */
export function removeHolidays(rules: Rules, { calendarId, feedId }: RemoveHolidays, now: number): Edit {
  const before = need(rules.calendars, calendarId, 'calendar');
  need(before.feeds, feedId, 'feed');
  const feeds = before.feeds.filter(({ id }) => id !== feedId);
  return replaced(rules, before, { ...before, feeds }, now, 'holidays-read');
}

function replaced(
  rules: Rules,
  before: CalendarEntry,
  changed: CalendarEntry,
  now: number,
  change: Edit['change']['change'],
): Edit {
  const after = sound({ ...changed, version: before.version + 1 }, now);
  const calendars = rules.calendars.map((calendar) => (calendar === before ? after : calendar));
  return { next: { ...rules, calendars }, change: changeOf(before.id, change) };
}

/** A budget in a calendar that does not open would never be due. */
export function sound(calendar: CalendarEntry, now: number): CalendarEntry {
  const { days = [], breaks = [], holidays } = calendar;
  holidays.forEach((date, index) => checkDate(date.replace('*', '2024'), `/holidays/${index}`));
  for (const [name, list] of Object.entries({ days, breaks }) as [string, DateHours[]][]) {
    list.forEach(({ date }, index) => checkDate(date, `/${name}/${index}/date`));
  }
  if (openPeriods(calendarOf(calendar), now, now + yearMs, 1).length === 0) {
    throw wrong('/hours', 'the calendar has no open time in the coming year');
  }
  return calendar;
}

function checkDate(date: string, pointer: string): void {
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== date) {
    throw wrong(pointer, 'there is no such day');
  }
}

const changeOf = (id: string, change: Edit['change']['change']): Edit['change'] => ({ what: 'calendar', id, change });
