import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import {
  clockEscalated,
  getPreferences,
  personSaved,
  savePreferences,
  suppressAddress,
  ticketMentioned,
  ticketReplied,
  type SavePreferences,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { actor, startHarness, type Harness } from './harness.js';

let h: Harness;
let count = 0;
let person: string;

beforeAll(async () => {
  h = await startHarness({ MAILS_PER_HOUR: '3' });
}, 60_000);
afterAll(() => h?.stop(), 60_000);
beforeEach(async () => {
  person = `p-${++count}`;
  const email = address();
  await h.publish(personSaved, `person:${person}`, 1, { personId: person, name: 'Ana', email, role: 'agent' });
  await settled();
});

const address = (): string => `${person}@desk.example.test`;
const settled = () => eventually(async () => expect(await h.backlog()).toBe(0));
const prefer = (change: Partial<SavePreferences>) =>
  h.bus.ask(
    savePreferences,
    { personId: person, language: 'en', timeZone: 'UTC', digest: 'none', wishes: [], ...change },
    { actor },
  );
const ticket = (n: number): string => {
  const id = `${person}-t-${n}`;
  h.tickets.set(id, {
    id,
    number: `DB-${n}`,
    subject: 'No light',
    priority: 'medium',
    status: 'in-progress',
    createdAt: '2026-01-05T08:00:00.000Z',
    clocks: [],
  });
  return id;
};
async function escalate(n: number, more: object = {}): Promise<void> {
  const ticketId = ticket(n);
  const wasDueAt = new Date(h.time.now()).toISOString();
  const facts = { ticketId, target: 'resolution' as const, cycle: 1, level: 1, wasDueAt };
  await h.publish(clockEscalated, `clock:${ticketId}`, 2, { ...facts, clocks: [], to: [`person:${person}`], ...more });
}
const letters = async (): Promise<{ subject?: string; text?: string }[]> =>
  Promise.all(h.mail.to(address()).map(({ source }) => PostalMime.parse(source)));
const subjects = async (): Promise<unknown[]> => (await letters()).map(({ subject }) => subject);
const until = (instant: string): void => h.time.moveTo(Date.parse(instant));
/** Time goes on until it is so. */
const inTime = (check: () => Promise<void>): Promise<void> =>
  eventually(async () => {
    h.time.moveTo(h.time.now() + 500);
    await check();
  });
const dayAfter = (time: string): string => {
  const day = new Date(h.time.now() + 24 * 3_600_000).toISOString().slice(0, 10);
  return `${day}T${time}:00Z`;
};

describe('quiet hours', () => {
  it('hold letters until they end; one is told as it is, in-app at once', async () => {
    await prefer({ quiet: { from: '22:00', to: '07:00' } });
    until(dayAfter('23:00'));
    await escalate(1);
    await eventually(async () => expect((await h.inbox(person)).items).toHaveLength(1));
    await settled();
    const states = (await h.noticesOf(`${person}-t-1`)).map(({ channel, state }) => `${channel} ${state}`);
    expect(states.sort()).toEqual(['email held', 'in-app sent']);
    until(dayAfter('07:00'));
    await inTime(async () => expect(await subjects()).toEqual(['DB-1: resolution is late: No light']));
  });

  it('do not hold the breach of a promise that runs day and night', async () => {
    await prefer({ quiet: { from: '22:00', to: '07:00' } });
    until(dayAfter('23:00'));
    await escalate(1, { aroundTheClock: true });
    await eventually(async () => expect(await subjects()).toHaveLength(1));
  });
});

describe('many at once', () => {
  it('after an outage are one letter and one notice for a person, with a line for each, whatever is killed', async () => {
    const second = await h.start();
    for (let n = 1; n <= 20; n++) await escalate(n, { late: true, batch: 'outage-1' });
    await settled();
    until(new Date(h.time.now() + 6_000).toISOString());
    await inTime(async () => expect(await subjects()).toEqual(['20 things to know']));
    const [letter] = await letters();
    for (let n = 1; n <= 20; n++) expect(letter!.text).toContain(`- DB-${n}: resolution is late`);
    await inTime(async () => {
      const { items, unread } = await h.inbox(person);
      expect([unread, items.map(({ title }) => title)]).toEqual([1, ['20 things to know']]);
    });
    await eventually(() =>
      expect(h.delivered(`${person}-t-7`)).toEqual([
        `escalated email ${address()} sent`,
        `escalated in-app ${person} sent`,
      ]),
    );
    await second.close();
  });

  it('in a digest are one letter at its hour', async () => {
    await prefer({ digest: 'daily' });
    until(dayAfter('10:00'));
    await escalate(1, { aroundTheClock: false });
    await escalate(2, { aroundTheClock: false });
    await settled();
    expect(await subjects()).toEqual([]);
    until(dayAfter('08:00'));
    await inTime(async () => expect(await subjects()).toEqual(['2 things to know']));
  });

  it('told for a later hour wait for it', async () => {
    const tellAt = new Date(h.time.now() + 3_600_000).toISOString();
    await escalate(1, { tellAt });
    await settled();
    expect((await h.inbox(person)).items).toEqual([]);
    until(tellAt);
    await inTime(async () => expect((await h.inbox(person)).items).toHaveLength(1));
  });
});

describe('letters to one address', () => {
  const reply = async (version: number, customerId: string): Promise<void> => {
    const ticketId = ticket(9);
    h.tickets.get(ticketId)!.customerId = customerId;
    h.messages.set(`${ticketId}:${version}`, { ticketId, number: 'DB-9', subject: 'No light', text: 'Hello' });
    h.customers.set(customerId, { id: customerId, name: 'Mia', email: `${customerId}@shop.example.test` });
    const facts = { length: 5, number: 'DB-9', customerId, channel: 'email' } as const;
    await h.publish(ticketReplied, `ticket:${ticketId}`, version, facts, { kind: 'person', id: 'ana' });
    await settled();
  };

  it('are bounded within an hour: what is more is given up and says so', async () => {
    const customerId = `${person}-c`;
    for (const version of [2, 3, 4, 5]) await reply(version, customerId);
    const states = (await h.noticesOf(`${person}-t-9`)).map(({ state, lastError }) => lastError ?? state);
    await eventually(() => expect(h.mail.to(`${customerId}@shop.example.test`)).toHaveLength(3));
    expect(states).toContain('not sent: 3 letters within an hour already');
    until(new Date(h.time.now() + 3_700_000).toISOString());
    await reply(6, customerId);
    await eventually(() => expect(h.mail.to(`${customerId}@shop.example.test`)).toHaveLength(4));
  });

  it('are not sent to one that answers by itself', async () => {
    const customerId = `${person}-c`;
    const robot = `${customerId}@shop.example.test`;
    await h.bus.ask(suppressAddress, { address: robot.toUpperCase(), reason: 'Out of office' }, { actor });
    await reply(2, customerId);
    const [notice] = await h.noticesOf(`${person}-t-9`);
    expect(notice).toMatchObject({ state: 'failed', lastError: 'not sent: Out of office' });
  });
});

describe('preferences', () => {
  it('decide by which way somebody is told, and in which language', async () => {
    await prefer({ language: 'zh', wishes: [{ cause: 'mentioned', channel: 'email', wish: 'off' }] });
    const ticketId = ticket(1);
    h.messages.set(`${ticketId}:3`, { ticketId, number: 'DB-1', subject: 'No light', text: 'Look!' });
    const facts = { entry: 3, personIds: [person], number: 'DB-1', subject: 'No light' };
    await h.publish(ticketMentioned, `ticket:${ticketId}`, 4, facts, { kind: 'person', id: 'ben', name: 'Ben' });
    await eventually(async () =>
      expect((await h.noticesOf(ticketId)).map(({ channel, title }) => `${channel} ${title}`)).toEqual([
        'in-app DB-1：Ben 提到了您',
      ]),
    );
  });

  it('that cannot be are refused, those that were never said are everybody’s', async () => {
    await expect(prefer({ timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ errors: [{ pointer: '/timeZone' }] });
    await expect(prefer({ quiet: { from: '25:00', to: '7' } })).rejects.toMatchObject({ code: 'validation-failed' });
    expect(await h.bus.ask(getPreferences, { personId: person }, { actor })).toMatchObject({
      language: 'en',
      wishes: [],
    });
  });
});
