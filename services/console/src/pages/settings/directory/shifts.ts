import type { ShiftCalendarView, WeekHours } from '@deskbeat/contracts';
import { own, resource, type Values } from '../form/resource.js';
import { shiftsQuery } from '../form/use-choices.js';
import { zones } from '../form/zones.js';
import { settingsWords } from '../settings-words.js';
import { DatesOff } from '../sla/holidays-input.js';
import { WeekInput } from '../sla/week-input.js';
import { nextStretch, openTimeOf, weekdays } from '../sla/week.js';
import { directoryWords as w } from './directory-words.js';
import { ofDirectory } from './of-directory.js';
import { hoursOf, weekOf } from './shift-hours.js';

const usual: WeekHours[] = weekdays.slice(0, 5).map((day) => nextStretch([], day));
const bodyOf = ({ hours, daysOff, ...values }: Values) => ({
  ...values,
  hours: hoursOf(hours as WeekHours[]),
  daysOff: (daysOff as string[]).map((date) => ({ date })),
});

export const shifts = resource<ShiftCalendarView>({
  key: 'shifts',
  one: w.shift,
  hint: w.shiftsHint,
  queryKey: shiftsQuery.queryKey,
  ...ofDirectory<ShiftCalendarView>(shiftsQuery.queryKey, bodyOf),
  titleOf: (view) => view.name,
  noteOf: ({ timeZone, hours }) => `${timeZone} · ${Math.round(openTimeOf(weekOf(hours)) / 360_000) / 10} h / 7 d`,
  fields: [
    { name: 'id', word: w.id, hint: settingsWords.idHint, kind: 'line', required: true, fixed: true },
    { name: 'name', word: w.name, kind: 'line', required: true },
    { name: 'timeZone', word: w.timeZone, kind: 'choice', required: true, choices: zones },
    own({ name: 'hours', word: w.shiftHours, hint: w.shiftHoursHint }, WeekInput),
    own({ name: 'daysOff', word: w.daysOff, hint: w.daysOffHint }, DatesOff),
  ],
  valuesOf: (view) => ({
    id: view?.id ?? '',
    name: view?.name ?? '',
    timeZone: view?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    hours: view ? weekOf(view.hours) : usual,
    daysOff: view?.daysOff.map(({ date }) => date) ?? [],
  }),
});
