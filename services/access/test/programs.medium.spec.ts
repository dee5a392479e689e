import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { authenticateKey, makeLink, renewSession, useLink } from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { eventually } from '@deskbeat/testing';
import { PasswordHasher } from '../src/sign-in/password-hasher.js';
import { password, startAccess, type Harness } from './harness.js';

let desk: Harness;
beforeAll(async () => {
  desk = await startAccess();
  await desk.account('ben');
  await desk.account('ida');
  const { url } = await desk.bus.ask(makeLink, { accountId: 'ida', by: 'hand' }, desk.as());
  const linkDigest = digestOf(url!.split('/').at(-1)!);
  await desk.bus.ask(useLink, { linkDigest, password, digest: digestOf(newSecret()) }, desk.gateway);
}, 60_000);
afterAll(() => desk.stop());

async function open(): Promise<{ secret: string }> {
  const secret = newSecret();
  await desk.signIn('ida@desk.example.test', { digest: digestOf(secret), use: 'program' });
  return { secret };
}
const isOpen = (secret: string): Promise<boolean> =>
  desk.authenticate(secret).then(
    () => true,
    () => false,
  );

it('a program’s session ends when its refresh token comes a second time', async () => {
  const { secret } = await open();
  const next = newSecret();
  await desk.bus.ask(renewSession, { digest: digestOf(secret), nextDigest: digestOf(next) }, desk.gateway);
  const again = { digest: digestOf(secret), nextDigest: digestOf(newSecret()) };
  await expect(desk.bus.ask(renewSession, again, desk.gateway)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await isOpen(next)).toBe(false);
  await eventually(() =>
    expect(desk.told.at(-1)).toMatchObject({
      subject: 'evt.account.sessions-ended.v1',
      aggregateId: 'ida',
      data: { ended: 1, why: 'reused-secret' },
    }),
  );
});

it('a sign-in takes the same work whoever is asked for, and no request takes any', async () => {
  const hasher = desk.service.app.get(PasswordHasher);
  const looks = jest.spyOn(hasher, 'matches');
  const hashes = jest.spyOn(hasher, 'hash');
  const attempts: [string, string][] = [
    ['ida', 'another kettle maps'],
    ['nobody', password],
    ['ben', password],
    ['ida', password],
  ];
  const work: number[] = [];
  for (const [name, tried] of attempts) {
    looks.mockClear();
    await desk.signIn(`${name}@desk.example.test`, { password: tried, address: '192.0.2.77' }).catch(() => undefined);
    work.push(looks.mock.calls.length);
  }
  expect([work, hashes.mock.calls.length]).toEqual([[1, 1, 1, 1], 0]);
  looks.mockClear();
  const { secret } = await open();
  looks.mockClear();
  await desk.authenticate(secret);
  const renewal = { digest: digestOf(secret), nextDigest: digestOf(newSecret()) };
  await desk.bus.ask(renewSession, renewal, desk.gateway);
  await desk.bus.ask(authenticateKey, { digest: digestOf(newSecret()) }, desk.gateway).catch(() => undefined);
  expect([looks.mock.calls.length, hashes.mock.calls.length]).toEqual([0, 0]);
  looks.mockRestore();
  hashes.mockRestore();
});
