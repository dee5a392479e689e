import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Batch } from './batch.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('hands over together what comes close, each once, and waits before the next', () => {
  const handled: string[][] = [];
  const batch = new Batch<string>((items) => handled.push([...items]), 100, 1_000);
  for (const item of ['a', 'b', 'a']) batch.add(item);
  expect(handled).toEqual([]);
  jest.advanceTimersByTime(100);
  expect(handled).toEqual([['a', 'b']]);
  batch.add('c');
  jest.advanceTimersByTime(999);
  expect(handled).toHaveLength(1);
  jest.advanceTimersByTime(1);
  expect(handled).toEqual([['a', 'b'], ['c']]);
});

it('hands over nothing after it was stopped', () => {
  const handled: string[][] = [];
  const batch = new Batch<string>((items) => handled.push([...items]), 1, 1);
  batch.add('a');
  batch.stop();
  jest.advanceTimersByTime(10);
  expect(handled).toEqual([]);
});
