import { expect, it } from '@jest/globals';
import { mailVerdict, wordsOf, type Failure, type Verdict } from './delivery.js';

const hour = 3_600_000;

it.each<[string, Failure, number, number, Verdict]>([
  ['an unknown recipient', { code: 'EENVELOPE', responseCode: 550 }, 1, 0, { kind: 'refused' }],
  ['a content that is not taken', { code: 'EMESSAGE', responseCode: 554 }, 1, 0, { kind: 'refused' }],
  ['what the client cannot send', { code: 'EENVELOPE' }, 1, 0, { kind: 'refused' }],
  ['a greylist', { code: 'EENVELOPE', responseCode: 451 }, 1, 0, { kind: 'postponed', delayMs: 10_000 }],
  ['a greylist again', { code: 'EENVELOPE', responseCode: 451 }, 3, 0, { kind: 'postponed', delayMs: 40_000 }],
  [
    'a full mailbox for long',
    { code: 'EMESSAGE', responseCode: 452 },
    30,
    23 * hour,
    { kind: 'postponed', delayMs: hour },
  ],
  ['a full mailbox for a day', { code: 'EMESSAGE', responseCode: 452 }, 30, 24 * hour, { kind: 'refused' }],
  ['files that cannot be read now', { code: 'EFILES' }, 9, 0, { kind: 'postponed', delayMs: 60_000 }],
  ['files that could not be read for a day', { code: 'EFILES' }, 99, 24 * hour, { kind: 'refused' }],
  ['no server', { code: 'ESOCKET' }, 1, 0, { kind: 'unreachable', delayMs: 10_000 }],
  ['no server for a week', { code: 'ECONNECTION' }, 99, 168 * hour, { kind: 'unreachable', delayMs: 60_000 }],
  ['a wrong password of ours', { code: 'EAUTH', responseCode: 535 }, 1, 0, { kind: 'unreachable', delayMs: 10_000 }],
])('%s', (_, failure, attempts, ageMs, expected) => {
  expect(mailVerdict(failure, attempts, ageMs)).toEqual(expected);
});

it('the words of a server are one line of bounded length', () => {
  expect(wordsOf({ response: '550-No\r\n550 such user' })).toBe('550-No 550 such user');
  expect(wordsOf({ message: 'x'.repeat(900) })).toHaveLength(500);
  expect(wordsOf({})).not.toBe('');
});
