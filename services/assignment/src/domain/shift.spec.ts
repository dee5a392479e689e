import { isOnShift, isTimeZone, type ShiftCalendar } from './shift.js';

const week = (from: string, to: string, days = [1, 2, 3, 4, 5], more: Partial<ShiftCalendar> = {}): ShiftCalendar => ({
  timeZone: 'Europe/Berlin',
  hours: days.map((day) => ({ day, from, to })),
  daysOff: [],
  ...more,
});
const office = week('09:00', '17:00');
const night = week('22:00', '06:00');

describe('a shift', () => {
  it.each<[string, ShiftCalendar, string, boolean]>([
    ['begins at its first minute', office, '2026-01-05T08:00:00Z', true],
    ['has not begun before', office, '2026-01-05T07:59:59.999Z', false],
    ['is over at its end', office, '2026-01-05T16:00:00Z', false],
    ['runs until then', office, '2026-01-05T15:59:59.999Z', true],
    ['is on its days only', office, '2026-01-04T10:00:00Z', false],
    ['runs past midnight', night, '2026-01-06T01:00:00Z', true],
    ['runs into a day that has none', night, '2026-01-10T04:59:00Z', true],
    ['does not start on a day that has none', night, '2026-01-10T22:00:00Z', false],
    [
      'does not start on a day off',
      week('09:00', '17:00', [1], { daysOff: [{ date: '2026-01-05' }] }),
      '2026-01-05T10:00:00Z',
      false,
    ],
    [
      'runs on into a day off',
      week('22:00', '06:00', [1], { daysOff: [{ date: '2026-01-06' }] }),
      '2026-01-06T01:00:00Z',
      true,
    ],
    ['goes by the clocks of its place in summer', office, '2026-07-06T07:00:00Z', true],
    ['runs through the night when clocks go forward', week('22:00', '06:00', [6]), '2026-03-29T03:59:00Z', true],
    ['ends by the clock then', week('22:00', '06:00', [6]), '2026-03-29T04:00:00Z', false],
    ['lasts a whole day from and to the same time', week('08:00', '08:00', [1]), '2026-01-06T06:59:00Z', true],
    [
      'is another day elsewhere',
      week('09:00', '17:00', [2], { timeZone: 'Asia/Shanghai' }),
      '2026-01-06T01:00:00Z',
      true,
    ],
    ['is never on without hours', week('09:00', '17:00', []), '2026-01-05T10:00:00Z', false],
  ])('%s', (_, calendar, at, expected) => {
    expect(isOnShift(calendar, new Date(at))).toBe(expected);
  });

  it('is in a time zone that there is', () => {
    expect([isTimeZone('Asia/Shanghai'), isTimeZone('Middle/Earth')]).toEqual([true, false]);
  });
});
