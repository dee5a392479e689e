import { IsInt, Matches } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Line, ListOf, Maybe, Whole } from '../fields.js';
import { RemoveById, RemovedById } from './structure.js';

const TimeOfDay = (): PropertyDecorator =>
  applyDecorators(Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: '$property must be a time of day like 08:30' }));
const LocalDate = (): PropertyDecorator =>
  applyDecorators(Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: '$property must be a date' }));

/** Hours of one weekday; one that ends at or before its start goes past midnight. */
export class ShiftHours {
  /** 1 is Monday. */
  @Whole(1, 7) day: number;
  @TimeOfDay() from: string;
  @TimeOfDay() to: string;
}

export class DayOff {
  @LocalDate() date: string;
}

/** Replaces what was there. */
export class SaveShiftCalendar {
  @Id() id: string;
  @Maybe() @Whole(1) seenVersion?: number;
  @Line() name: string;
  /** IANA name, like `Europe/Berlin`. */
  @Line(64) timeZone: string;
  @ListOf(() => ShiftHours, 100) hours: ShiftHours[];
  /** Days on which no shift starts. */
  @Maybe() @ListOf(() => DayOff, 1_000) daysOff?: DayOff[];
}

export class ShiftCalendarView {
  @Id() id: string;
  @IsInt() version: number;
  @Line() name: string;
  @Line(64) timeZone: string;
  @ListOf(() => ShiftHours, 100) hours: ShiftHours[];
  @ListOf(() => DayOff, 1_000) daysOff: DayOff[];
}
export class ShiftCalendarList {
  @ListOf(() => ShiftCalendarView, 1_000) items: ShiftCalendarView[];
}

export const saveShiftCalendar = defineRequest(
  'rpc.assignment.save-shift-calendar.v1',
  'Create or replace a shift calendar',
  SaveShiftCalendar,
  ShiftCalendarView,
);
export const listShiftCalendars = defineRequest(
  'rpc.assignment.list-shift-calendars.v1',
  'List the shift calendars',
  Nothing,
  ShiftCalendarList,
);
export const removeShiftCalendar = defineRequest(
  'rpc.assignment.remove-shift-calendar.v1',
  'Remove a shift calendar',
  RemoveById,
  RemovedById,
);
