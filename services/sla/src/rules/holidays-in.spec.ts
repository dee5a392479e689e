import { describe, expect, it } from '@jest/globals';
import { holidaysIn } from './holidays-in.js';

const now = Date.parse('2026-06-01T00:00:00Z');
const event = (...lines: string[]): string => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', ...events, 'END:VCALENDAR', ''].join('\r\n');
const day = (date: string): string => `DTSTART;VALUE=DATE:${date}`;

describe('an iCalendar text', () => {
  it.each<[string, string, string[]]>([
    ['a day', event(day('20261224'), 'SUMMARY:Eve'), ['2026-12-24']],
    [
      'several days, the end is outside',
      event(day('20261230'), 'DTEND;VALUE=DATE:20270102'),
      ['2026-12-30', '2026-12-31', '2027-01-01'],
    ],
    ['every year', event(day('20101225'), 'RRULE:FREQ=YEARLY'), ['*-12-25']],
    ['every year, said at length', event(day('20101225'), 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25'), ['*-12-25']],
    ['every year until one', event(day('20251225'), 'RRULE:FREQ=YEARLY;UNTIL=20271225'), ['2026-12-25', '2027-12-25']],
    [
      'a weekday of a month',
      event(day('20261126'), 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2'),
      ['2026-11-26', '2027-11-25'],
    ],
    ['but for one', event(day('20261225'), 'RRULE:FREQ=YEARLY;COUNT=2', 'EXDATE;VALUE=DATE:20261225'), ['2027-12-25']],
  ])('%s', (_, entry, expected) => {
    expect(holidaysIn(calendar(entry), now)).toEqual(expected);
  });

  it('meetings are no holidays, days of past years are left out', () => {
    const meeting = event('DTSTART:20261224T090000Z', 'DTEND:20261224T100000Z');
    expect(holidaysIn(calendar(meeting, event(day('20201224')), event(day('20261225'))), now)).toEqual(['2026-12-25']);
  });

  it.each<[string, string, RegExp]>([
    ['what is none', 'hello', /no iCalendar/],
    ['nothing', '', /no iCalendar|no all-day/],
    ['a calendar without days', calendar(), /no all-day/],
    ['every day for ever', calendar(event(day('20260101'), 'RRULE:FREQ=DAILY')), /more than 1000/],
    ['a rule that is none', calendar(event(day('20260101'), 'RRULE:FREQ=NEVER')), /./],
  ])('%s is refused', (_, ics, words) => {
    expect(() => holidaysIn(ics, now)).toThrow(words);
  });
});
