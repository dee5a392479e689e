import type { CalendarList, CalendarView, WeekHours } from '@deskbeat/contracts';
import { get, patch, path, post, remove } from '../../../api/client.js';
import { own, resource } from '../form/resource.js';
import { calendarsQuery } from '../form/use-choices.js';
import { zones } from '../form/zones.js';
import { settingsWords } from '../settings-words.js';
import { CalendarMore } from './calendar-more.js';
import { calendarWords as w } from './calendar-words.js';
import { BreaksInput, DaysInput } from './dates-input.js';
import { HolidaysInput } from './holidays-input.js';
import { WeekInput } from './week-input.js';
import { nextStretch, openTimeOf, weekdays } from './week.js';

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const usual: WeekHours[] = weekdays.slice(0, 5).map((day) => nextStretch([], day));

export const calendars = resource<CalendarView>({
  key: 'calendars',
  one: w.calendar,
  hint: w.calendarsHint,
  queryKey: calendarsQuery.queryKey,
  list: (signal) => get<CalendarList>('/calendars', {}, signal),
  titleOf: (view) => view.name,
  noteOf: ({ timeZone, hours }) => `${timeZone} · ${Math.round(openTimeOf(hours) / 360_000) / 10} h / 7 d`,
  fields: [
    { name: 'id', word: w.id, hint: settingsWords.idHint, kind: 'line', required: true, fixed: true },
    { name: 'name', word: w.name, kind: 'line', required: true },
    { name: 'timeZone', word: w.timeZone, kind: 'choice', required: true, choices: zones },
    own({ name: 'hours', word: w.hours, hint: w.hoursHint }, WeekInput),
    own({ name: 'holidays', word: w.holidays, hint: w.holidaysHint }, HolidaysInput),
    own({ name: 'days', word: w.days, hint: w.daysHint }, DaysInput),
    own({ name: 'breaks', word: w.breaks, hint: w.breaksHint }, BreaksInput),
  ],
  valuesOf: (view) => ({
    id: view?.id ?? '',
    name: view?.name ?? '',
    timeZone: view?.timeZone ?? here,
    hours: view?.hours ?? usual,
    holidays: view?.holidays ?? [],
    days: view?.days ?? [],
    breaks: view?.breaks ?? [],
  }),
  save: ({ id, ...values }, view) =>
    view
      ? patch<CalendarView>(path`/calendars/${view.id}`, values, { seen: view.version })
      : post<CalendarView>('/calendars', { id, ...values }),
  remove: (view) => remove(path`/calendars/${view.id}`, { seen: view.version }),
  More: CalendarMore,
});
