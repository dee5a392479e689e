import { describe, expect, it } from '@jest/globals';
import type { ClockFace } from '@deskbeat/contracts';
import { chipOf, nearestFace, partsOf, ticksEvery } from './sla-time.js';

const start = Date.parse('2030-01-31T08:00:00Z');
const minute = 60_000;
const at = (minutes: number): number => start + minutes * minute;
const iso = (minutes: number): string => new Date(at(minutes)).toISOString();
const running: ClockFace = { target: 'resolution', cycle: 1, state: 'running', startedAt: iso(0), dueAt: iso(100) };

describe('a target of 100 minutes', () => {
  it.each([
    [0, 'calm', 100, 1],
    [49, 'calm', 51, 0.51],
    [50, 'soon', 50, 0.5],
    [79, 'soon', 21, 0.21],
    [80, 'urgent', 20, 0.2],
    [99, 'urgent', 1, 0.01],
    [100, 'breached', 0, 0],
    [114, 'breached', -14, 0],
  ])('after %d minutes is %s', (minutes, state, left, share) => {
    expect(chipOf(running, at(minutes))).toEqual({ state, target: 'resolution', leftMs: left * minute, share });
  });

  it('does not show more than the whole ring after a pause moved its end', () => {
    expect(chipOf({ ...running, dueAt: iso(300), startedAt: iso(200) }, at(100)).share).toBe(1);
  });
});

it('paused shows what is left and stands still', () => {
  const paused: ClockFace = { target: 'resolution', cycle: 1, state: 'paused', leftMs: 5 * minute };
  expect([chipOf(paused, at(0)).leftMs, chipOf(paused, at(500)).leftMs]).toEqual([5 * minute, 5 * minute]);
  expect(chipOf(paused, at(0)).state).toBe('paused');
});

it('a breach that the server said is one, though this clock is behind', () => {
  expect(chipOf({ ...running, state: 'breached' }, at(99))).toMatchObject({ state: 'breached', leftMs: 0 });
});

it('met has no time', () => {
  expect(chipOf({ ...running, state: 'met', stoppedAt: iso(10) }, at(20))).toEqual({
    state: 'met',
    target: 'resolution',
    share: 1,
  });
});

describe('the nearest target', () => {
  const response: ClockFace = { ...running, target: 'first-response', dueAt: iso(30) };
  const paused: ClockFace = { target: 'pick-up', cycle: 1, state: 'paused', leftMs: 1 };
  it.each<[string, ClockFace[], ClockFace | undefined]>([
    ['is the one that is due first', [running, response], response],
    [
      'is a breached one that is still open',
      [running, { ...response, state: 'breached' }],
      { ...response, state: 'breached' },
    ],
    ['is none that is met', [running, { ...response, state: 'met', stoppedAt: iso(1) }], running],
    [
      'is none that was breached and answered',
      [running, { ...response, state: 'breached', stoppedAt: iso(31) }],
      running,
    ],
    ['is a paused one when nothing runs', [paused], paused],
    ['is a running one before a paused one', [paused, running], running],
    ['is nothing when all are over', [{ ...running, state: 'met', stoppedAt: iso(1) }], undefined],
  ])('%s', (_, faces, expected) => {
    expect(nearestFace(faces)).toEqual(expected);
  });
});

describe('a time', () => {
  const short = (ms: number): string => {
    const { sign, units } = partsOf(ms);
    return [sign, ...units.map(({ unit, value }) => `${value}${unit[0]}`)].filter(Boolean).join(' ');
  };
  it.each([
    [0, '0m 0s'],
    [59_999, '0m 59s'],
    [9 * minute + 5_000, '9m 5s'],
    [10 * minute, '10m'],
    [72 * minute, '1h 12m'],
    [25 * 60 * minute, '1d 1h'],
    [-1_000, '− 1s'],
    [-14 * minute - 59_000, '− 14m'],
    [-61 * minute, '− 1h 1m'],
  ])('of %d ms is %s', (ms, expected) => {
    expect(short(ms)).toBe(expected);
  });

  it('is said anew each second below an hour, else each minute', () => {
    expect([3_599_999, -5, 3_600_000].map(ticksEvery)).toEqual([1_000, 1_000, 60_000]);
  });
});
