import { expect, it } from '@jest/globals';
import { afterFailure, BACKOFF, NO_FAILURES } from './backoff.js';

const delays = (runs: number[]) => {
  let record = NO_FAILURES;
  return runs.map((ranFor) => (record = afterFailure(record, ranFor)).delay);
};

it('waits twice as long after each fast failure, and longest from the fifth on', () => {
  expect(delays([0, 0, 0, 0, 0, 0])).toEqual([250, 500, 1000, 2000, BACKOFF.longest, BACKOFF.longest]);
});

it('forgets after a healthy minute', () => {
  expect(delays([0, 0, 0, 60_000, 0])).toEqual([250, 500, 1000, 250, 500]);
});

it('is failing from the fifth fast failure until a healthy minute', () => {
  let record = NO_FAILURES;
  const isFailing = [0, 0, 0, 0, 0, 59_999, 60_000].map((ranFor) => (record = afterFailure(record, ranFor)).isFailing);
  expect(isFailing).toEqual([false, false, false, false, true, true, false]);
});
