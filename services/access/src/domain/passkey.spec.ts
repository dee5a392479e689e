import { expect, it } from '@jest/globals';
import { used, type Passkey } from './passkey.js';

const createdAt = new Date('2030-01-07T08:00:00Z');
const at = new Date('2030-01-08T08:00:00Z');
const passkey = (credentialId: string, counter: number): Passkey => ({
  ...{ id: `of ${credentialId}`, name: 'Laptop', publicKey: 'key' },
  ...{ credentialId, counter, createdAt },
});

it.each<[string, number, number, boolean]>([
  ['counts on by one', 4, 5, true],
  ['counts on by more: it signed elsewhere too', 4, 90, true],
  ['counts for the first time', 0, 1, true],
  ['never counts', 0, 0, true],
  ['shows the same count again', 4, 4, false],
  ['counts back', 4, 3, false],
  ['counts no more', 4, 0, false],
])('a device that %s (%i, then %i) is believed: %s', (_, before, now, isBelieved) => {
  const after = used([passkey('a', before), passkey('b', 7)], 'a', now, at);
  expect(after).toEqual(isBelieved ? [{ ...passkey('a', now), lastUsedAt: at }, passkey('b', 7)] : undefined);
});

it('a passkey that was removed meanwhile is not used', () => {
  expect(used([passkey('b', 7)], 'a', 1, at)).toBeUndefined();
});
