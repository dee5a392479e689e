import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  authenticateKey,
  createKey,
  listKeys,
  revokeKey,
  rotateKey,
  problemOf,
  type CreateKey,
  type KeyHolder,
  type NewKey,
} from '@deskbeat/contracts';
import { digestOf } from '@deskbeat/identity';
import { eventually } from '@deskbeat/testing';
import { minute, startAccess, type Harness } from './harness.js';

const operatorKey = 'o'.repeat(40);
let desk: Harness;
beforeAll(async () => void (desk = await startAccess({ OPERATOR_KEY: operatorKey })), 60_000);
afterAll(() => desk.stop());

const create = (wanted: Partial<CreateKey> = {}): Promise<NewKey> =>
  desk.bus.ask(createKey, { name: 'Billing', ...wanted }, desk.as());
const holderOf = (secret: string): Promise<KeyHolder> =>
  desk.bus.ask(authenticateKey, { digest: digestOf(secret) }, desk.gateway);
const isGood = (secret: string): Promise<boolean> =>
  holderOf(secret).then(
    () => true,
    (error: { code: string }) => (expect(error.code).toBe('unauthenticated'), false),
  );

it('a key is a system with the scopes that it was given; its secret is shown once and kept nowhere', async () => {
  const { key, secret } = await create({ scopes: ['intake.open-ticket'] });
  expect(secret).toMatch(/^dbk_[\w-]{43}$/);
  expect(await holderOf(secret)).toEqual({
    identity: {
      kind: 'system',
      id: key.id,
      name: 'Billing',
      role: 'system',
      teams: [],
      scopes: ['intake.open-ticket'],
      session: key.id,
    },
    keyId: key.id,
    actsForOthers: false,
  });
  const { items } = await desk.bus.ask(listKeys, {}, desk.as());
  expect(items).toMatchObject([{ id: key.id, begins: secret.slice(0, 8) }]);
  const stored = await desk.database.collection('keys').find().toArray();
  expect(JSON.stringify([items, stored])).not.toContain(secret.slice(8));
  await eventually(async () => {
    const [seen] = (await desk.bus.ask(listKeys, {}, desk.as())).items;
    expect(seen!.lastUsedAt).toBe(new Date(desk.time.now()).toISOString());
  });
});

it('a new secret takes the place of the old one, which is good for a while', async () => {
  const { key, secret } = await create();
  const next = await desk.bus.ask(rotateKey, { keyId: key.id, overlapHours: 1 }, desk.as());
  expect([await isGood(secret), await isGood(next.secret)]).toEqual([true, true]);
  desk.time.moveTo(desk.time.now() + 60 * minute);
  expect([await isGood(secret), await isGood(next.secret)]).toEqual([false, true]);
});

it('a key that was revoked or has expired lets nobody in, and gateways are told', async () => {
  const { key, secret } = await create();
  await desk.bus.ask(revokeKey, { keyId: key.id }, desk.as());
  await desk.bus.ask(revokeKey, { keyId: key.id }, desk.as());
  expect(await isGood(secret)).toBe(false);
  await eventually(() => expect(desk.changed).toContain(key.id));
  await expect(desk.bus.ask(rotateKey, { keyId: key.id }, desk.as())).rejects.toMatchObject({ code: 'not-found' });
  const short = await create({ expiresAt: new Date(desk.time.now() + minute).toISOString() });
  expect(await isGood(short.secret)).toBe(true);
  desk.time.moveTo(desk.time.now() + minute);
  expect(await isGood(short.secret)).toBe(false);
  await expect(create({ expiresAt: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({
    errors: [{ pointer: '/expiresAt' }],
  });
});

it('whoever runs the system comes in with the key that was given to it, and with no other', async () => {
  expect(await holderOf(operatorKey)).toMatchObject({ identity: { role: 'administrator' }, actsForOthers: true });
  expect(await isGood('p'.repeat(40))).toBe(false);
});

it.each([
  [['intake.*', 'assignment.list-people'], 'made'],
  [['*'], 'made'],
  [['intake'], 'validation-failed'],
  [['intake.>'], 'validation-failed'],
  [['intake.open-*'], 'validation-failed'],
])('a key for %j is %s', async (scopes, expected) => {
  const outcome = await create({ scopes }).then(
    ({ key }) => (JSON.stringify(key.scopes) === JSON.stringify(scopes) ? 'made' : 'another one'),
    (error: unknown) => problemOf(error).code,
  );
  expect(outcome).toBe(expected);
});
