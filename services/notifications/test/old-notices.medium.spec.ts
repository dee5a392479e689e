import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  countOldData,
  findOldNotices,
  forgetNotices,
  forgetPersonalData,
  ticketReplied,
  type ForgottenData,
} from '@deskbeat/contracts';
import { Authority, Bus } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { begin, startHarness, type Harness } from './harness.js';

const day = 86_400_000;
const instant = (days: number): string => new Date(begin + days * day).toISOString();

let h: Harness;
/** As the service that leads the forgetting. */
let access: Bus;
beforeAll(async () => {
  h = await startHarness();
  access = new Bus(h.broker.url, 'access', new Authority('enforced', await h.keys.of('access')));
  await access.connect();
}, 60_000);
afterAll(async () => {
  await access?.onApplicationShutdown();
  await h?.stop();
}, 60_000);

const itself = { actor: { kind: 'system', id: 'access' } as const };
const page = { before: instant(30), limit: 2 };
const letters = async (ticketId: string): Promise<number> => (await h.noticesOf(ticketId)).length;

/** A letter to the customer of a ticket on a day. */
async function aLetter(ticketId: string, days: number): Promise<void> {
  h.time.moveTo(begin + days * day);
  const ticket = { id: ticketId, number: 'DB-1', subject: 'No light', customerId: ticketId };
  h.tickets.set(ticketId, ticket);
  h.customers.set(ticketId, { id: ticketId, name: 'Mia', email: `${ticketId}@customer.example.test` });
  h.messages.set(`${ticketId}:3`, { ticketId, number: 'DB-1', subject: 'No light', text: 'We replaced it.' });
  const data = { length: 3, number: 'DB-1', customerId: ticketId, channel: 'web' as const };
  await h.publish(ticketReplied, `ticket:${ticketId}`, 3, data, { kind: 'person', id: 'ana' });
  await eventually(() =>
    expect(h.delivered(ticketId)).toEqual([`replied email ${ticketId}@customer.example.test sent`]),
  );
}

it('old notices are found page by page, and go but for those that are on hold', async () => {
  for (const [at, id] of ['o1', 'o2', 'o3'].entries()) await aLetter(id, at);
  await aLetter('young', 40);
  const first = await access.ask(findOldNotices, page, itself);
  const second = await access.ask(findOldNotices, { ...page, cursor: first.next! }, itself);
  expect([first.ticketIds, second]).toEqual([['o1', 'o2'], { ticketIds: ['o3'] }]);
  const counted = await access.ask(countOldData.notifications, { before: page.before }, itself);
  expect(counted).toEqual({ count: 3, isMore: false, oldest: instant(0) });
  const left = () => Promise.all(['o1', 'o2', 'o3', 'young'].map(letters));
  const forget = (more: object = {}): Promise<ForgottenData> =>
    access.ask(forgetNotices, { ...page, exceptTickets: ['o2'], ...more }, itself);
  // What was told only now is not settled yet, and stays until it is.
  await eventually(async () => {
    await forget({ limit: 1 });
    expect(await left()).toEqual([0, 1, 1, 1]);
  });
  await eventually(async () => {
    await forget();
    expect(await left()).toEqual([0, 1, 0, 1]);
  });
  expect(await forget()).toEqual({ counts: [{ what: 'notices', count: 0 }] });
});

it('letters to customers about forgotten tickets go, also young ones, and twice is once', async () => {
  await aLetter('t9', 41);
  const nobody = { kind: 'customer' as const, ids: [], addresses: [], pseudonym: '…', erasureId: 'run-1' };
  const forget = () =>
    access.ask(forgetPersonalData.notifications, { ...nobody, ticketIds: ['t9'], letters: true }, itself);
  expect((await forget()).counts).toContainEqual({ what: 'letters', count: 1 });
  expect((await forget()).counts).toContainEqual({ what: 'letters', count: 0 });
  expect(await letters('t9')).toBe(0);
});
