import { expect, it } from '@jest/globals';
import { appUri, newAppSecret, stepOf } from './authenticator.js';

// RFC 6238, appendix B: "12345678901234567890", SHA-1, the last six digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [2_000_000_000, '279037', 66_666_666],
  [2_000_000_030, '279037', 66_666_666],
  [1_999_999_979, '279037', 66_666_666],
  [2_000_000_080, '279037', undefined],
  [2_000_000_000, '279038', undefined],
])('at %d the code %s is of step %s', (seconds, code, step) => {
  expect(stepOf(secret, code, seconds * 1_000)).toBe(step);
});

it('an app is told whose secret it is', () => {
  expect(newAppSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(appUri(secret, 'ana@desk.example.test')).toBe(
    `otpauth://totp/Deskbeat:ana%40desk.example.test?issuer=Deskbeat&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  );
});
