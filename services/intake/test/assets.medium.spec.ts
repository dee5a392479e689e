import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createCustomer,
  getAsset,
  listAssets,
  mergeCustomers,
  registerAsset,
  updateAsset,
  type AssetView,
  type RegisterAsset,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
let owner: string;
beforeAll(async () => {
  intake = await startIntake();
  owner = (await intake.ask(createCustomer, { name: 'Ana' })).id;
}, 60_000);
afterAll(() => intake?.stop());

const aSerial = (): string => `SN-${randomUUID()}`;
const register = (wanted: Partial<RegisterAsset> = {}): Promise<AssetView> =>
  intake.ask(registerAsset, { product: 'Lamp', serial: aSerial(), customerId: owner, ...wanted });

it('an asset is kept as it was registered, and told to those who keep copies', async () => {
  const wanted = { warrantyUntil: '2031-02-28', region: 'north', attributes: { firmware: '1.2', ports: 4, new: true } };
  const { id, ...asset } = await register(wanted);
  expect(asset).toMatchObject({ ...wanted, product: 'Lamp', customerId: owner, version: 1 });
  expect(await intake.ask(getAsset, { id })).toEqual({ id, ...asset });
  const { serial } = asset;
  const data = { product: 'Lamp', serial, customerId: owner, region: 'north', warrantyUntil: '2031-02-28' };
  await eventually(() => expect(intake.eventsOf(id)).toMatchObject([{ subject: 'evt.asset.registered.v1', data }]));
});

it('a serial number is one asset of a product, however it is written', async () => {
  const { serial, id } = await register();
  const taken = { code: 'already-exists', errors: [{ pointer: '/serial' }], context: { id } };
  await expect(register({ product: 'LAMP', serial: serial.toLowerCase() })).rejects.toMatchObject(taken);
  expect(await register({ product: 'Printer', serial })).toMatchObject({ serial });
  const other = await register();
  await expect(intake.ask(updateAsset, { id: other.id, seenVersion: 1, serial })).rejects.toMatchObject(taken);
});

it('of many who register the same at once one does', async () => {
  const serial = aSerial();
  const answers = await Promise.allSettled([1, 2, 3, 4].map(() => register({ serial })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

describe('changing an asset', () => {
  it('tells from what to what, and clears what is to be empty', async () => {
    const { id } = await register({ location: 'Room 4', region: 'north' });
    const command = { id, seenVersion: 1, location: 'Room 5', clear: ['region' as const] };
    const changed = await intake.ask(updateAsset, command);
    expect(changed).toMatchObject({ version: 2, location: 'Room 5' });
    expect(changed).not.toHaveProperty('region');
    const changes = { location: { from: 'Room 4', to: 'Room 5' }, region: { from: 'north', to: null } };
    await eventually(() => expect(intake.eventsOf(id)[1]).toMatchObject({ data: { changes } }));
    await expect(intake.ask(updateAsset, command)).rejects.toMatchObject({
      code: 'version-conflict',
      context: { current: { version: 2, location: 'Room 5' } },
    });
  });

  it.each<[string, object]>([
    ['/customerId', { customerId: 'nobody' }],
    ['/warrantyUntil', { warrantyUntil: '2031-02-30' }],
    ['/attributes', { attributes: { 'Not A Key': 1 } }],
    ['/attributes', { attributes: { nested: { $gt: '' } } }],
    ['/attributes', { attributes: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`a${n}`, n])) }],
    ['/clear/0', { clear: ['product'] }],
  ])('is refused at %s', async (pointer, wrong) => {
    const { id } = await register();
    const refused = expect.objectContaining({ pointer: expect.stringMatching(`^${pointer.replace('/0', '')}`) });
    await expect(intake.ask(updateAsset, { id, seenVersion: 1, ...wrong })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: expect.arrayContaining([refused]),
    });
  });
});

it('a customer’s assets are listed page by page, with those of its duplicates', async () => {
  const [ana, twin] = await Promise.all(['Ana', 'Ana'].map((name) => intake.ask(createCustomer, { name })));
  const [first, second, third] = [
    await register({ customerId: ana!.id }),
    await register({ customerId: twin!.id }),
    await register({ customerId: ana!.id }),
  ];
  await intake.ask(mergeCustomers, { id: twin!.id, into: ana!.id });
  const page = await intake.ask(listAssets, { customerId: ana!.id, limit: 2 });
  const rest = await intake.ask(listAssets, { customerId: ana!.id, limit: 2, cursor: page.next });
  expect([page, rest].map(({ items }) => items.map(({ id }) => id))).toEqual([[first.id, second.id], [third.id]]);
  await expect(register({ customerId: twin!.id })).rejects.toMatchObject({ errors: [{ pointer: '/customerId' }] });
});

it('assets are found by the beginning of their serial number, in its order', async () => {
  const start = aSerial();
  const serials = ['C', 'a', 'B'].map((end) => `${start}${end}`);
  for (const serial of serials) await register({ serial });
  const page = await intake.ask(listAssets, { serial: start.toLowerCase(), limit: 2 });
  const rest = await intake.ask(listAssets, { serial: start, limit: 2, cursor: page.next });
  expect([...page.items, ...rest.items].map(({ serial }) => serial.at(-1))).toEqual(['a', 'B', 'C']);
});
