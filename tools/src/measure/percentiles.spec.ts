import { expect, it } from '@jest/globals';
import { latencies, latencyLine, percentile } from './percentiles.js';

it.each([
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.99, 4],
  [[7], 0.5, 7],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95, 10],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
])('of %j the %d share is %d', (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});

it('of nothing is no number, and is shown as nothing', () => {
  expect(percentile([], 0.5)).toBeNaN();
  expect(latencyLine(latencies([]))).toBe('none');
});

it('does not depend on the order of the values', () => {
  expect(latencies([30, 10, 20])).toEqual({ count: 3, p50: 20, p95: 30, p99: 30, max: 30 });
  expect(latencyLine(latencies([30, 10, 20]))).toBe('p50 20 ms · p95 30 ms · p99 30 ms');
});
