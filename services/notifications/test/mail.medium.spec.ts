import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { ticketOpened, ticketReplied, ticketStatusChanged, type TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startHarness, type Harness } from './harness.js';

let h: Harness;
let ticketId: string;
let count = 0;

beforeAll(async () => {
  h = await startHarness();
}, 60_000);
afterAll(() => h?.stop(), 60_000);
beforeEach(() => {
  ticketId = `t-${++count}`;
  h.mail.mood = 'take';
});

const customer = (): string => `${ticketId}@customer.example.test`;
async function reply(
  version: number,
  text = 'We replaced it.',
  email = customer(),
  html?: string,
  more: Partial<TicketView> = {},
): Promise<void> {
  h.messages.set(`${ticketId}:${version}`, {
    ticketId,
    number: `DB-${count}`,
    subject: 'No light',
    text,
    ...(html !== undefined && { html }),
  });
  h.tickets.set(ticketId, { id: ticketId, number: `DB-${count}`, subject: 'No light', customerId: ticketId, ...more });
  h.customers.set(ticketId, { id: ticketId, name: 'Mia', ...(email && { email }) });
  const data = { length: text.length, number: `DB-${count}`, customerId: ticketId, channel: 'web' as const };
  await h.publish(ticketReplied, `ticket:${ticketId}`, version, data, { kind: 'person', id: 'ana' });
}
const settled = () => eventually(async () => expect(await h.backlog()).toBe(0));
const eventuallyDelivered = (...expected: string[]) =>
  eventually(() => expect(h.delivered(ticketId)).toEqual(expected.sort()));

it('an e-mail brings an answer to the customer once, in a thread of its ticket', async () => {
  await reply(3, 'It <works> & shines.');
  await reply(3, 'It <works> & shines.');
  await settled();
  await eventuallyDelivered(`replied email ${customer()} sent`);
  const letters = h.mail.to(customer());
  expect(letters).toHaveLength(1);
  const mail = await PostalMime.parse(letters[0]!.source);
  expect(mail).toMatchObject({
    from: { name: 'Desk', address: 'desk@desk.example.test' },
    subject: `Re: No light [DB-${count}]`,
    references: `<${ticketId}@desk.example.test>`,
  });
  expect(mail.text!.trim()).toBe('It <works> & shines.');
  expect(mail.html).toContain('It &lt;works&gt; &amp; shines.');
  expect(mail.messageId).toMatch(/^<[0-9a-f]{40}@desk\.example\.test>$/);
  const [notice] = await h.noticesOf(ticketId);
  expect(notice).toMatchObject({ channel: 'email', state: 'sent', attempts: 1 });
});

it('of a ticket that its customer does not know of only those who follow are told', async () => {
  await reply(3, 'Ordered.', customer(), undefined, { inside: true, watchers: ['ida'] });
  const moved = { from: 'in-progress', to: 'resolved' } as const;
  h.tickets.set(ticketId, { ...h.tickets.get(ticketId), status: 'resolved' });
  await h.publish(ticketStatusChanged, `ticket:${ticketId}`, 4, moved, { kind: 'person', id: 'ana' });
  await h.publish(ticketOpened, `ticket:${ticketId}`, 1, {
    ...{ number: `DB-${count}`, subject: 'No light', type: 'fault', priority: 'high', channel: 'email' },
    ...{ customerId: ticketId, tier: 'standard', tags: [], reportedAt: new Date(h.time.now()).toISOString() },
    inside: true,
  });
  await settled();
  await eventuallyDelivered('replied in-app ida sent', 'resolved in-app ida sent');
});

it('a message that was written as HTML stands as HTML in the letter', async () => {
  const html = '<p>We <b>replaced</b> it.</p>';
  await reply(3, 'We replaced it.', customer(), html);
  await eventuallyDelivered(`replied email ${customer()} sent`);
  const mail = await PostalMime.parse(h.mail.to(customer())[0]!.source);
  expect([mail.text!.trim(), mail.html]).toEqual(['We replaced it.', expect.stringContaining(html)]);
});

it('a duplicate without an address is written to as the customer that it counts as', async () => {
  const number = `DB-${count}`;
  h.tickets.set(ticketId, { id: ticketId, number, subject: 'No light', customerId: ticketId, status: 'resolved' });
  h.customers.set(ticketId, { id: ticketId, mergedInto: { id: 'middle', at: '2030-01-01T00:00:00Z' } });
  h.customers.set('middle', { id: 'middle', mergedInto: { id: 'whole', at: '2030-01-01T00:00:00Z' } });
  h.customers.set('whole', { id: 'whole', name: 'Mia', email: customer() });
  const move = { from: 'in-progress' as const, to: 'resolved' as const };
  await h.publish(ticketStatusChanged, `ticket:${ticketId}`, 5, move, { kind: 'person', id: 'ana' });
  await eventuallyDelivered(`resolved email ${customer()} sent`);
});

it('an e-mail is not made for a customer without an address, or with one that is none', async () => {
  await reply(3, 'Hello', '');
  await reply(4, 'Hello', 'a@b.example.test\r\nBcc: x@y.example.test');
  await settled();
  expect(await h.noticesOf(ticketId)).toEqual([]);
});

it('a permanent refusal is given up at once, with the words of the server', async () => {
  h.mail.mood = { code: 550, words: 'No such user here' };
  await reply(3);
  await eventuallyDelivered(`replied email ${customer()} failed`);
  const [notice] = await h.noticesOf(ticketId);
  expect(notice).toMatchObject({ state: 'failed', attempts: 1, lastError: '550 No such user here' });
});

it('a transient refusal is tried again later, and given up after a day', async () => {
  h.mail.mood = { code: 451, words: 'Try later' };
  await reply(3);
  const tried = (attempts: number) =>
    eventually(async () => expect((await h.noticesOf(ticketId))[0]).toMatchObject({ attempts, state: 'queued' }));
  await tried(1);
  h.time.moveTo(h.time.now() + 10_000);
  await tried(2);
  h.time.moveTo(h.time.now() + 24 * 3_600_000);
  await eventuallyDelivered(`replied email ${customer()} failed`);
});

it.each(['is down', 'hangs up'])('a mail server that %s loses nothing', async (how) => {
  if (how === 'is down') await h.mail.stop();
  else h.mail.mood = 'hang-up';
  await reply(3);
  await eventually(async () =>
    expect((await h.noticesOf(ticketId))[0]).toMatchObject({ attempts: 1, state: 'queued' }),
  );
  h.time.moveTo(h.time.now() + 3 * 24 * 3_600_000);
  await eventually(async () =>
    expect((await h.noticesOf(ticketId))[0]).toMatchObject({ attempts: 2, state: 'queued' }),
  );
  if (how === 'is down') await h.mail.start();
  h.mail.mood = 'take';
  // At once: steps would end the lease of whoever is sending.
  h.time.moveTo(h.time.now() + 3_600_000);
  await eventuallyDelivered(`replied email ${customer()} sent`);
  expect(h.mail.to(customer())).toHaveLength(1);
});

it('an e-mail waits for intake when that is away', async () => {
  await h.intake.leave();
  await reply(3);
  await eventually(async () => expect(await h.backlog()).toBe(1));
  await h.intake.come();
  await eventuallyDelivered(`replied email ${customer()} sent`);
});

it('an e-mail is sent once though the store goes away before that is written down', async () => {
  h.mail.beforeTaking = () => h.store.kill9();
  await reply(3);
  await eventually(() => expect(h.mail.to(customer())).toHaveLength(1));
  h.mail.beforeTaking = async () => undefined;
  await h.store.restart();
  await eventually(
    () => {
      h.time.moveTo(h.time.now() + 60_000);
      expect(h.delivered(ticketId)).toEqual([`replied email ${customer()} sent`]);
    },
    { timeout: 20_000 },
  );
  expect(h.mail.to(customer())).toHaveLength(1);
}, 40_000);

it('an e-mail of a sender that died comes from another when the lease is over, recognisable as the same', async () => {
  h.mail.mood = 'hold';
  await reply(3);
  await eventually(() => expect(h.mail.held).toBe(1));
  const second = await h.start();
  h.mail.mood = 'take';
  h.time.moveTo(h.time.now() + 119_000);
  expect(h.mail.to(customer())).toHaveLength(0);
  h.time.moveTo(h.time.now() + 2_000);
  await eventuallyDelivered(`replied email ${customer()} sent`);
  h.mail.release();
  await eventually(() => expect(h.mail.to(customer())).toHaveLength(2));
  const ids = await Promise.all(
    h.mail.to(customer()).map(async ({ source }) => (await PostalMime.parse(source)).messageId),
  );
  expect(ids[0]).toBe(ids[1]);
  await settled();
  expect(h.delivered(ticketId)).toHaveLength(1);
  await second.close();
});

it('two replicas send each notice once', async () => {
  const second = await h.start();
  const versions = Array.from({ length: 40 }, (_, index) => index + 3);
  await Promise.all(versions.map((version) => reply(version, `Answer ${version}`)));
  await eventually(() => expect(h.delivered(ticketId)).toHaveLength(40), { timeout: 20_000 });
  expect(h.mail.to(customer())).toHaveLength(40);
  await second.close();
});
