import { expect, it } from '@jest/globals';
import type { ClockFace } from '@deskbeat/contracts';
import { shownFaces } from './shown-faces.js';

const met: ClockFace = { target: 'resolution', cycle: 1, state: 'met', stoppedAt: '2030-01-31T12:00:00Z' };
const response: ClockFace = {
  target: 'first-response',
  cycle: 1,
  state: 'breached',
  stoppedAt: '2030-01-31T12:00:00Z',
};
const again: ClockFace = { target: 'resolution', cycle: 2, state: 'running', dueAt: '2030-01-31T13:00:00Z' };

it.each<[string, ClockFace[], ClockFace[]]>([
  ['open targets alone', [response, met, again], [again]],
  ['the last resolution when all are over', [response, met], [met]],
  ['nothing where no clock runs', [], []],
])('%s', (_, faces, expected) => {
  expect(shownFaces(faces)).toEqual(expected);
});
