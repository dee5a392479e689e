import { expect, it } from '@jest/globals';
import { sinceInstant } from './since.js';

const now = new Date('2026-03-01T12:00:00.000Z');

it.each([
  ['30m', '2026-03-01T11:30:00.000Z'],
  ['12h', '2026-03-01T00:00:00.000Z'],
  ['2d', '2026-02-27T12:00:00.000Z'],
  ['2026-02-01', '2026-02-01T00:00:00.000Z'],
  ['2026-02-01T08:00+02:00', '2026-02-01T06:00:00.000Z'],
])('%s is %s', (text, expected) => {
  expect(sinceInstant(text, now)?.toISOString()).toBe(expected);
});

it.each(['', 'yesterday', '2w', '1', '2026-13-01', '-1d'])('%j is no instant', (text) => {
  expect(sinceInstant(text, now)).toBeUndefined();
});
