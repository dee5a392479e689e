import { expect, it } from '@jest/globals';
import { WindowCounter } from './rate-limit.guard.js';

it('each client is counted by itself, anew in each window', () => {
  let now = 0;
  const counter = new WindowCounter(() => now);
  expect([counter.count('a'), counter.count('a'), counter.count('b')]).toEqual([1, 2, 1]);
  now = 999;
  expect(counter.count('a')).toBe(3);
  now = 1_000;
  expect(counter.count('a')).toBe(1);
});
