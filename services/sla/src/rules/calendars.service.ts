import { Injectable } from '@nestjs/common';
import {
  aroundTheClock,
  type Actor,
  type CalendarList,
  type CalendarView,
  type ChangeCalendar,
  type CreateCalendar,
  type DuePreview,
  type ImportHolidays,
  type PreviewDue,
  type RemoveCalendar,
  type RemoveHolidays,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import type { Calendar } from '../domain/calendar.js';
import {
  changeCalendar,
  createCalendar,
  feedHolidays,
  removeCalendar,
  removeHolidays,
  sound,
} from '../domain/calendar-changes.js';
import { need, wrong, type Edit } from '../domain/edits.js';
import type { Rules } from '../domain/rules.js';
import { always, calendarOf } from '../domain/terms.js';
import { dueAt, elapsed, isOpen, startFor } from '../domain/working-time.js';
import { HolidayReader } from './holiday-reader.js';
import { Rulebooks } from './rulebooks.js';
import { RulesStore } from './rules.store.js';

const longestSpanMs = 20 * 366 * 86_400_000;

@Injectable()
export class CalendarsService {
  constructor(
    private readonly store: RulesStore,
    private readonly rulebooks: Rulebooks,
    private readonly reader: HolidayReader,
    private readonly time: Time,
  ) {}

  async list(): Promise<CalendarList> {
    return listOf(await this.fresh());
  }

  async get(id: string): Promise<CalendarView> {
    return need((await this.fresh()).calendars, id, 'calendar');
  }

  async create(asked: CreateCalendar, actor: Actor): Promise<CalendarView> {
    const rules = await this.edit(actor, (before) => createCalendar(before, asked, this.time.now()));
    return need(rules.calendars, asked.id, 'calendar');
  }

  async change(asked: ChangeCalendar, actor: Actor): Promise<CalendarView> {
    const rules = await this.edit(actor, (before) => changeCalendar(before, asked, this.time.now()));
    return need(rules.calendars, asked.calendarId, 'calendar');
  }

  async remove(asked: RemoveCalendar, actor: Actor): Promise<CalendarList> {
    return listOf(await this.edit(actor, (before) => removeCalendar(before, asked)));
  }

  /** @throws Problem `validation-failed` when it cannot be read or gives no day */
  async importHolidays({ calendarId, feedId, ics, url }: ImportHolidays, actor: Actor): Promise<CalendarView> {
    if ((ics === undefined) === (url === undefined)) throw wrong('/ics', 'give either a text or an address');
    await this.get(calendarId);
    const dates = ics === undefined ? await this.reader.readUrl(url!) : this.reader.read(ics);
    const readAt = new Date(this.time.now()).toISOString();
    const feed = { id: feedId, ...(url !== undefined && { url }), dates, readAt };
    const rules = await this.edit(actor, (before) => feedHolidays(before, calendarId, feed, this.time.now()));
    return need(rules.calendars, calendarId, 'calendar');
  }

  async removeHolidays(asked: RemoveHolidays, actor: Actor): Promise<CalendarView> {
    const rules = await this.edit(actor, (before) => removeHolidays(before, asked, this.time.now()));
    return need(rules.calendars, asked.calendarId, 'calendar');
  }

  async preview({ calendarId, calendar, start, budgetMs, end }: PreviewDue): Promise<DuePreview> {
    if ((calendarId === undefined) === (calendar === undefined)) {
      throw wrong('/calendarId', 'give either the id of a calendar or a calendar');
    }
    const thought =
      calendar && sound({ ...calendar, id: 'preview', name: 'preview', version: 1, feeds: [] }, this.time.now());
    const by = thought ? calendarOf(thought) : await this.known(calendarId!);
    const from = Date.parse(start);
    const until = end === undefined ? undefined : Date.parse(end);
    if (until !== undefined && Math.abs(until - from) > longestSpanMs) throw wrong('/end', 'lies too far away');
    try {
      return preview(by, from, budgetMs, until);
    } catch (error) {
      if (error instanceof RangeError) throw wrong('/start', 'the calendar does not open around that time');
      throw error;
    }
  }

  private async known(id: string): Promise<Calendar> {
    return id === aroundTheClock ? always : calendarOf(await this.get(id));
  }

  private async fresh(): Promise<Rules> {
    return this.rulebooks.take(await this.store.current());
  }

  private async edit(actor: Actor, decide: (rules: Rules) => Edit): Promise<Rules> {
    const origin = { actor, at: new Date(this.time.now()) };
    return this.rulebooks.take(await this.store.edit(origin, decide));
  }
}

function preview(by: Calendar, from: number, budgetMs: number, until?: number): DuePreview {
  return {
    dueAt: iso(dueAt(from, budgetMs, by)),
    isOpen: isOpen(by, from),
    opensAt: iso(dueAt(from, 0, by)),
    ...(until !== undefined && {
      elapsedMs: elapsed(from, until, by),
      latestStart: iso(startFor(until, budgetMs, by)),
    }),
  };
}

const iso = (instant: number): string => new Date(instant).toISOString();
const listOf = ({ calendars }: Rules): CalendarList => ({ items: [...calendars] });
