import { expect, it } from '@jest/globals';
import { isInOurHands, needsAMessage, needsOf } from './move-needs.js';

it.each([
  [[], true],
  [['reason'], true],
  [['reason or message'], true],
  [['resolution', 'sop:diagnosis', 'field:serial'], true],
  [['assignee'], false],
  [['queue', 'reason'], false],
  [['something-new'], false],
])('a move that needs %j can be made here: %s', (needs, expected) => {
  expect(isInOurHands(needsOf(needs))).toBe(expected);
});

it('where a reason or a message will do, the reason is asked for', () => {
  expect(needsOf(['reason or message'])).toMatchObject({ reason: true, message: false });
});

it.each([
  [[], true],
  [['message', 'resolution', 'reason or message'], true],
  [['reason'], false],
  [['resolution', 'sop:diagnosis'], false],
])('a move that needs %j is made by sending a message: %s', (needs, expected) => {
  expect(needsAMessage(needs)).toBe(expected);
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
