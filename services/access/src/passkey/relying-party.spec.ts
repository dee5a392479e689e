import { expect, it } from '@jest/globals';
import { RelyingParty } from './relying-party.js';

it.each<[string, string | undefined]>([
  ['https://desk.example.test/', 'desk.example.test'],
  ['https://desk.example.test:8443/deep', 'desk.example.test'],
  ['http://localhost:7300', 'localhost'],
  ['http://desk.example.test', undefined],
  ['http://127.0.0.1:7300', undefined],
  ['https://192.0.2.7', undefined],
  ['https://[2001:db8::1]', undefined],
  ['http://notlocalhost:7300', undefined],
])('at %s passkeys are for %s', (PUBLIC_URL, id) => {
  const party = new RelyingParty({ PUBLIC_URL });
  expect(party.isPossible).toBe(id !== undefined);
  const asked = (): string => party.id;
  if (id === undefined) expect(asked).toThrow(expect.objectContaining({ code: 'forbidden' }) as never);
  else expect(asked()).toBe(id);
});
