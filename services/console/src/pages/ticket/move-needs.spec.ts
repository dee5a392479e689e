import { expect, it } from '@jest/globals';
import { isInOurHands, needsOf } from './move-needs.js';

it.each([
  [[], true],
  [['reason'], true],
  [['resolution', 'sop:diagnosis', 'field:serial'], true],
  [['assignee'], false],
  [['queue', 'reason'], false],
  [['something-new'], false],
])('a move that needs %j can be made here: %s', (needs, expected) => {
  expect(isInOurHands(needsOf(needs))).toBe(expected);
});

it('steps and fields come by their keys', () => {
  expect(needsOf(['resolution', 'message', 'sop:diagnosis', 'field:serial', 'sop:test'])).toEqual({
    reason: false,
    resolution: true,
    message: true,
    steps: ['diagnosis', 'test'],
    fields: ['serial'],
    others: [],
  });
});
