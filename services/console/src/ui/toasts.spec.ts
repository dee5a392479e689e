import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { dismiss, hold, letGo, shownToasts, toast, undoMs } from './toasts.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  jest.runAllTimers();
  jest.useRealTimers();
});
const texts = (): string[] => shownToasts().map(({ text }) => text);

it('what was done goes after six seconds, what was refused stays longer', () => {
  toast({ text: 'done', tone: 'done' });
  toast({ text: 'refused', tone: 'refused' });
  jest.advanceTimersByTime(undoMs);
  expect(texts()).toEqual(['refused']);
});

it('whoever is at one has all the time to undo it', () => {
  toast({ text: 'done', tone: 'done' });
  const [shown] = shownToasts();
  hold(shown!);
  jest.advanceTimersByTime(10 * undoMs);
  expect(texts()).toEqual(['done']);
  letGo(shown!);
  jest.advanceTimersByTime(undoMs);
  expect(texts()).toEqual([]);
});

it('no more than three are there, the newest', () => {
  for (const text of ['a', 'b', 'c', 'd']) toast({ text, tone: 'done' });
  expect(texts()).toEqual(['b', 'c', 'd']);
  dismiss(shownToasts()[0]!.id);
  expect(texts()).toEqual(['c', 'd']);
});
