import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsString, IsTimeZone, IsUrl, Length, Matches } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, Nested, OneOf, Text, Whole } from '../fields.js';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** The calendar that is always there and always open. */
export const aroundTheClock = 'around-the-clock';

/** Longest text of an iCalendar file, in characters. */
export const longestIcs = 200_000;
/** Ten years. */
export const longestBudgetMs = 3_650 * 86_400_000;

const LocalTime = (): PropertyDecorator =>
  Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: '$property must be a local time like 09:30' });
const LocalDate = (): PropertyDecorator =>
  Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: '$property must be a date like 2026-12-24' });
const Holidays = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(1_000),
    IsString({ each: true }),
    Matches(/^(\d{4}|\*)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
      each: true,
      message: '$property must be dates like 2026-12-24 or *-12-25',
    }),
  );

/** Local hours of a weekday; a closing at or before the opening lies on the next day. */
export class WeekHours {
  @OneOf(weekdays) day: Weekday;
  @LocalTime() from: string;
  @LocalTime() to: string;
}

/** Local hours of one date. */
export class DateHours {
  @LocalDate() date: string;
  @LocalTime() from: string;
  @LocalTime() to: string;
}

/** When work is done. */
export class CalendarRules {
  /** IANA name. */
  @IsTimeZone() timeZone: string;
  @ListOf(() => WeekHours, 100) hours: WeekHours[];
  /** `2026-12-25`, or `*-12-25` for every year: hours that begin on such a date do not count. */
  @Holidays() holidays: string[];
  /** Hours of a date in place of those of its weekday; a holiday wins. */
  @Maybe() @ListOf(() => DateHours, 500) days?: DateHours[];
  /** What is taken out of the hours of a date. */
  @Maybe() @ListOf(() => DateHours, 500) breaks?: DateHours[];
}

/** Holidays that come from an iCalendar file or address. */
export class HolidayFeed {
  @Id() id: string;
  /** Read again every day. */
  @Maybe() @Line(2_000) url?: string;
  @Holidays() dates: string[];
  @Instant() readAt: string;
  /** Why the last reading failed, if it did; the dates of the one before hold. */
  @Maybe() @Line(500) lastError?: string;
}

export class CalendarView extends CalendarRules {
  @Id() id: string;
  @Line() name: string;
  @IsInt() version: number;
  @ListOf(() => HolidayFeed, 20) feeds: HolidayFeed[];
}

export class CalendarList {
  @ListOf(() => CalendarView, 100) items: CalendarView[];
}

export class GetCalendar {
  @Id() calendarId: string;
}

export class CreateCalendar extends CalendarRules {
  @Id() id: string;
  @Line() name: string;
}

/** Fields that are absent stay as they are. */
export class ChangeCalendar {
  @Id() calendarId: string;
  @Whole(1) seenVersion: number;
  @Maybe() @Line() name?: string;
  @Maybe() @IsTimeZone() timeZone?: string;
  @Maybe() @ListOf(() => WeekHours, 100) hours?: WeekHours[];
  @Maybe() @Holidays() holidays?: string[];
  @Maybe() @ListOf(() => DateHours, 500) days?: DateHours[];
  @Maybe() @ListOf(() => DateHours, 500) breaks?: DateHours[];
}

export class RemoveCalendar {
  @Id() calendarId: string;
  @Whole(1) seenVersion: number;
}

/** All-day entries become holidays. Either the text of a file or an address that is read now and every day. */
export class ImportHolidays {
  @Id() calendarId: string;
  /** Names the source within the calendar: the same again takes the place of what it gave before. */
  @Id() feedId: string;
  @Maybe() @Text(longestIcs) ics?: string;
  @Maybe()
  @IsString()
  @Length(1, 2_000)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  url?: string;
}

export class RemoveHolidays {
  @Id() calendarId: string;
  @Id() feedId: string;
}

/** What would be due if work began at an instant: by a calendar that is there, or by one that is only thought of. */
export class PreviewDue {
  @Maybe() @Id() calendarId?: string;
  @Maybe() @Nested(() => CalendarRules) calendar?: CalendarRules;
  @Instant() start: string;
  /** Milliseconds of open time. */
  @Whole(0, longestBudgetMs) budgetMs: number;
  /** Also say how much open time there is until then, and when work would have to begin. */
  @Maybe() @Instant() end?: string;
}

export class DuePreview {
  @Instant() dueAt: string;
  @IsBoolean() isOpen: boolean;
  /** The first open instant at or after the start. */
  @Instant() opensAt: string;
  /** Milliseconds of open time from start to end. */
  @Maybe() @IsInt() elapsedMs?: number;
  /** The latest start that is in time for the end. */
  @Maybe() @Instant() latestStart?: string;
}

export const listCalendars = defineRequest('rpc.sla.list-calendars.v1', 'List the calendars', Nothing, CalendarList);
export const getCalendar = defineRequest('rpc.sla.get-calendar.v1', 'Read a calendar', GetCalendar, CalendarView);
export const createCalendar = defineRequest(
  'rpc.sla.create-calendar.v1',
  'Create a calendar',
  CreateCalendar,
  CalendarView,
);
export const changeCalendar = defineRequest(
  'rpc.sla.change-calendar.v1',
  'Change a calendar',
  ChangeCalendar,
  CalendarView,
);
export const removeCalendar = defineRequest(
  'rpc.sla.remove-calendar.v1',
  'Remove a calendar that no policy names',
  RemoveCalendar,
  CalendarList,
);
export const importHolidays = defineRequest(
  'rpc.sla.import-holidays.v1',
  'Take holidays from an iCalendar file or address',
  ImportHolidays,
  CalendarView,
);
export const removeHolidays = defineRequest(
  'rpc.sla.remove-holidays.v1',
  'Remove the holidays of a source',
  RemoveHolidays,
  CalendarView,
);
export const previewDue = defineRequest('rpc.sla.preview-due.v1', 'What would be due when', PreviewDue, DuePreview);
