import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  listQueues,
  listTeams,
  makeLink,
  personSaved,
  saveAccount,
  structureChanged,
  useLink,
  type Identity,
  type RequestContract,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { eventually } from '@deskbeat/testing';
import { password, startAccess, type Harness } from './harness.js';

let desk: Harness;
let asked = 0;
const subscriptions: { unsubscribe(): void }[] = [];
/** What the directory answers. */
const teams = [{ id: 'money', leadId: 'lea' }, { id: 'north' }];
let queues: { id: string; teamId?: string }[] = [{ id: 'default' }, { id: 'billing', teamId: 'money' }];

beforeAll(async () => {
  desk = await startAccess();
  answers(listTeams, () => teams);
  answers(listQueues, () => queues);
  await desk.connection.flush();
}, 60_000);
afterAll(() => desk?.stop());

function answers({ subject }: RequestContract, items: () => object[]): void {
  const subscription = desk.connection.subscribe(subject, {
    callback: (_, message) => {
      asked += 1;
      const { id } = message.json<{ id: string }>();
      message.respond(JSON.stringify({ id, response: { items: items() }, isDisposed: true }));
    },
  });
  subscriptions.push(subscription);
}

const person = (id: string, version: number, own: string[]): Promise<void> =>
  desk.publish(personSaved, id, version, { personId: id, name: id, role: 'agent', teams: own });
const comeIn = async (id: string): Promise<() => Promise<Identity>> => {
  const secret = newSecret();
  const { url } = await desk.bus.ask(makeLink, { accountId: id, by: 'hand' }, desk.as());
  const linkDigest = digestOf(url!.split('/').at(-1)!);
  await desk.bus.ask(useLink, { linkDigest, password, digest: digestOf(secret) }, desk.gateway);
  return async () => (await desk.authenticate(secret)).identity;
};

it('agents see every ticket unless the organisation says otherwise: their teams are named, nobody is asked', async () => {
  await person('ana', 1, ['money']);
  await desk.account('ana');
  const who = await comeIn('ana');
  await eventually(async () => expect((await who()).teams).toEqual(['money']));
  expect(await who()).not.toHaveProperty('reach');
  expect(asked).toBe(0);
});

it('whose reach is their teams is known with the queues of these, from the next request on', async () => {
  const who = await comeIn('ana');
  await desk.bus.ask(saveAccount, { accountId: 'ana', reach: 'teams' }, desk.as());
  expect(desk.changed).toContain('ana');
  expect(await who()).toMatchObject({ reach: 'teams', teams: ['money'], leads: [], queues: ['default', 'billing'] });
  await person('ana', 2, ['north']);
  await eventually(async () => expect(await who()).toMatchObject({ teams: ['north'], queues: ['default'] }));
});

it('who leads a team reaches its queues and is known to lead it', async () => {
  await desk.account('lea', { role: 'lead', reach: 'teams' });
  const who = await comeIn('lea');
  expect(await who()).toMatchObject({ teams: ['money'], leads: ['money'], queues: ['default', 'billing'] });
});

it('a new queue of a team is theirs at once, and gateways are told to ask again', async () => {
  const who = await comeIn('lea');
  await who();
  queues = [...queues, { id: 'refunds', teamId: 'money' }];
  desk.changed.length = 0;
  desk.connection.publish(structureChanged.subject, '{}');
  await eventually(async () => expect((await who()).queues).toEqual(['default', 'billing', 'refunds']));
  await eventually(() => expect([...desk.changed].sort()).toEqual(['ana', 'lea']));
});

it('managers see everything, whatever is said of their reach', async () => {
  await desk.account('mia', { role: 'manager', reach: 'teams' });
  expect(await (await comeIn('mia'))()).not.toHaveProperty('reach');
});

it('while the directory is away, what was known of it holds', async () => {
  const who = await comeIn('lea');
  const before = await who();
  for (const subscription of subscriptions) subscription.unsubscribe();
  desk.connection.publish(structureChanged.subject, '{}');
  await desk.connection.flush();
  expect({ ...(await who()), session: before.session }).toEqual(before);
});
