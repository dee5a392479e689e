import { expect, it } from '@jest/globals';
import { Busy, failureOf, Refused, retryAfterMs } from './sender.js';

it.each([
  [undefined, 500],
  ['2', 2_000],
  ['0', 50],
  ['Thu, 01 Jan 1970 00:00:03 GMT', 3_000],
  ['99999', 60_000],
  ['soon', 500],
])('Retry-After %s waits %d ms', (value, expected) => {
  expect(retryAfterMs(value, 0)).toBe(expected);
});

it.each([429, 500, 503, 504])('%d is tried again', (status) => {
  expect(failureOf({ status }, '1')).toBeInstanceOf(Busy);
});

it('a refusal says which field', () => {
  const refused = failureOf({
    status: 422,
    code: 'validation-failed',
    errors: [{ pointer: '/subject', message: 'is long' }],
  });
  expect(refused).toBeInstanceOf(Refused);
  expect(refused.message).toBe('422 validation-failed: /subject: is long');
});
