import { expect, it } from '@jest/globals';
import type { ClockFace } from '@deskbeat/contracts';
import { byUrgency, urgencyOf } from './urgency.js';

const now = Date.parse('2030-01-31T12:00:00Z');
const due = (dueAt: string, state: ClockFace['state'] = 'running'): ClockFace[] => [
  { target: 'resolution', cycle: 1, state, dueAt },
];

it.each<[string, ClockFace[], string]>([
  ['past', due('2030-01-31T11:59:59Z'), 'breached'],
  ['breached by the server', due('2030-01-31T12:00:01Z', 'breached'), 'breached'],
  ['within the hour', due('2030-01-31T13:00:00Z'), 'hour'],
  ['within a day', due('2030-02-01T12:00:00Z'), 'today'],
  ['after a day', due('2030-02-01T12:00:01Z'), 'later'],
  ['paused', [{ target: 'resolution', cycle: 1, state: 'paused', leftMs: 1 }], 'waiting'],
  ['without a clock', [], 'waiting'],
])('%s', (_, clocks, urgency) => {
  expect(urgencyOf(clocks, now)).toBe(urgency);
});

it('groups are in order, and none is empty', () => {
  const [late, soon, none] = [
    { clocks: due('2030-01-31T11:00:00Z') },
    { clocks: due('2030-01-31T12:30:00Z') },
    { clocks: [] },
  ];
  expect(byUrgency([none, soon, late], now)).toEqual([
    ['breached', [late]],
    ['hour', [soon]],
    ['waiting', [none]],
  ]);
});
