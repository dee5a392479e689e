import { expect, it } from '@jest/globals';
import { AccessConfig } from '../access.config.js';
import { SecretBox } from './secret-box.js';

const boxWith = (SECRETS_KEY: string, SECRETS_KEYS_BEFORE = ''): SecretBox =>
  new SecretBox(Object.assign(new AccessConfig(), { SECRETS_KEY, SECRETS_KEYS_BEFORE }));
const box = boxWith('k'.repeat(43));

it('is opened with the same key for the same one, and says another thing each time', () => {
  const sealed = box.seal('JBSWY3DP', 'ana');
  expect(sealed).not.toContain('JBSWY3DP');
  expect(box.seal('JBSWY3DP', 'ana')).not.toBe(sealed);
  expect(box.open(sealed, 'ana')).toBe('JBSWY3DP');
});

it('stays shut for another key, another account, and when it was tampered with', () => {
  const sealed = box.seal('JBSWY3DP', 'ana');
  const bent = Buffer.from(sealed, 'base64url');
  bent[14]! ^= 1;
  expect(() => boxWith('j'.repeat(43)).open(sealed, 'ana')).toThrow();
  expect(() => box.open(sealed, 'ben')).toThrow();
  expect(() => box.open(bent.toString('base64url'), 'ana')).toThrow();
});

it('is not made where there is no key', () => {
  expect(() => boxWith('').seal('JBSWY3DP', 'ana')).toThrow(expect.objectContaining({ code: 'forbidden' }));
});

it('of an older key is opened as long as that is named, and is known for it', () => {
  const [older, newest] = ['k', 'j'].map((letter) => letter.repeat(43)) as [string, string];
  const sealed = box.seal('JBSWY3DP', 'ana');
  const changed = boxWith(newest, `${'h'.repeat(43)},${older}`);
  expect([changed.hasOlderKeys, changed.open(sealed, 'ana')]).toEqual([true, 'JBSWY3DP']);
  expect(changed.isUnderOlderKey(sealed, 'ana')).toBe(true);
  expect(changed.isUnderOlderKey(sealed, 'ben')).toBe(false);
  const anew = changed.seal('JBSWY3DP', 'ana');
  expect([changed.isUnderOlderKey(anew, 'ana'), boxWith(newest).open(anew, 'ana')]).toEqual([false, 'JBSWY3DP']);
});
