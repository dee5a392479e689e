import { expect, it } from '@jest/globals';
import { hoursOf, weekOf } from './shift-hours.js';

it('shifts are a week, and a week is shifts', () => {
  const shifts = [
    { day: 1, from: '09:00', to: '17:00' },
    { day: 7, from: '22:00', to: '06:00' },
  ];
  expect(weekOf(shifts).map(({ day }) => day)).toEqual(['mon', 'sun']);
  expect(hoursOf(weekOf(shifts))).toEqual(shifts);
  expect(hoursOf([{ day: 'tue', from: '18:00', to: '24:00' }])).toEqual([{ day: 2, from: '18:00', to: '00:00' }]);
});
