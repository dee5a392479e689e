import type { ShiftHours, WeekHours } from '@deskbeat/contracts';
import { weekdays } from '../sla/week.js';

/** Shifts count the days of a week from 1, a Monday. */
export const weekOf = (hours: readonly ShiftHours[]): WeekHours[] =>
  hours.map(({ day, from, to }) => ({ day: weekdays[day - 1]!, from, to }));

/** The end of a day is the next midnight. */
export const hoursOf = (week: readonly WeekHours[]): ShiftHours[] =>
  week.map(({ day, from, to }) => ({ day: weekdays.indexOf(day) + 1, from, to: to === '24:00' ? '00:00' : to }));
