import { expect, it } from '@jest/globals';
import { ago, bytes, timeThere } from './times.js';

const now = Date.parse('2030-01-31T12:00:00Z');

it.each([
  ['2030-01-31T11:59:40Z', 'now'],
  ['2030-01-31T11:57:00Z', '3 minutes ago'],
  ['2030-01-31T09:00:00Z', '3 hours ago'],
  ['2030-01-30T10:00:00Z', 'yesterday'],
  ['2030-01-31T14:00:00Z', 'in 2 hours'],
  ['2029-11-01T12:00:00Z', '1 Nov 2029'],
])('%s is %s', (at, expected) => {
  expect(ago(at, now, 'en')).toBe(expected);
});

it('says so in Chinese as well', () => {
  expect(ago('2030-01-31T11:57:00Z', now, 'zh')).toBe('3分钟前');
});

it('knows the time elsewhere, and no time in a zone that is none', () => {
  expect(timeThere('Asia/Shanghai', now, 'en')).toBe('20:00');
  expect(timeThere('Nowhere', now, 'en')).toBeUndefined();
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [25_400_000, '25 MB'],
])('%d is %s', (size, expected) => {
  expect(bytes(size, 'en')).toBe(expected);
});
