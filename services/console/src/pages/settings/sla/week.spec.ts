import { likeMonday, nextStretch, openTimeOf } from './week.js';

const hour = 3_600_000;
const monday = [
  { day: 'mon', from: '09:00', to: '12:00' },
  { day: 'mon', from: '13:00', to: '17:00' },
] as const;
const night = { day: 'sat', from: '22:00', to: '06:00' } as const;

describe('the hours of a week', () => {
  it('are as long as they say, also over midnight', () => {
    expect(openTimeOf([...monday, night])).toBe(15 * hour);
    expect(openTimeOf([{ day: 'sun', from: '00:00', to: '24:00' }])).toBe(24 * hour);
  });

  it('of Monday can be those of every working day; the weekend stays', () => {
    const week = likeMonday([...monday, { day: 'fri', from: '09:00', to: '10:00' }, night]);
    expect([week.length, openTimeOf(week)]).toEqual([11, 43 * hour]);
  });

  it('go on after the last stretch of a day', () => {
    expect(nextStretch([], 'mon')).toEqual({ day: 'mon', from: '09:00', to: '17:00' });
    expect(nextStretch([monday[0]], 'mon')).toEqual({ day: 'mon', from: '13:00', to: '15:00' });
  });
});
