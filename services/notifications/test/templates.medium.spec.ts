import { afterAll, beforeAll, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import {
  listTemplates,
  listTemplateVersions,
  previewTemplate,
  resetTemplate,
  saveTemplate,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  type TicketOpened,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { actor, startHarness, type Harness } from './harness.js';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
}, 60_000);
afterAll(() => h?.stop(), 60_000);

const key = { cause: 'received', language: 'en' } as const;
const own = { title: 'We have it: {{ ticket.number }}', body: 'Dear {{ customer.name }}, thank you.' };
const newest = async () =>
  (await h.bus.ask(listTemplates, {}, { actor })).items.find(
    (one) => one.cause === 'received' && one.language === 'en',
  )!;

async function opened(ticketId: string, change: Partial<TicketOpened> = {}): Promise<void> {
  h.customers.set(ticketId, { id: ticketId, name: 'Mia', email: `${ticketId}@shop.example.test` });
  await h.publish(ticketOpened, `ticket:${ticketId}`, 1, {
    number: 'DB-1',
    subject: 'No light',
    type: 'fault',
    priority: 'low',
    channel: 'email',
    customerId: ticketId,
    tier: 'standard',
    tags: [],
    reportedAt: '2026-01-05T08:00:00.000Z',
    ...change,
  });
}
const letterTo = (ticketId: string) =>
  eventually(async () => {
    const [letter] = h.mail.to(`${ticketId}@shop.example.test`);
    expect(letter).toBeDefined();
    return PostalMime.parse(letter!.source);
  });

it('a customer who wrote is told that it came in, by a letter that asks no machine to answer', async () => {
  await opened('t-1');
  const { subject, text, headers } = await letterTo('t-1');
  expect([subject, text!.split('\n')[0]]).toEqual(['No light [DB-1]', 'Hello Mia,']);
  expect(headers.find((one) => one.key === 'auto-submitted')?.value).toBe('auto-generated');
});

it('an issue of another system is not confirmed to its customer', async () => {
  await opened('t-2', { channel: 'system' });
  await opened('t-3');
  await letterTo('t-3');
  expect(h.mail.to('t-2@shop.example.test')).toEqual([]);
});

it('a text of one’s own is used, its versions are kept, and the delivered one comes back', async () => {
  const { version } = await newest();
  expect(await h.bus.ask(saveTemplate, { ...key, ...own, seenVersion: version }, { actor })).toMatchObject({
    version: 2,
    isOwn: true,
  });
  await opened('t-4');
  expect(await letterTo('t-4')).toMatchObject({ subject: 'We have it: DB-1' });
  await expect(h.bus.ask(saveTemplate, { ...key, ...own, seenVersion: 1 }, { actor })).rejects.toMatchObject({
    code: 'version-conflict',
    context: { currentVersion: 2 },
  });
  expect(await h.bus.ask(resetTemplate, key, { actor })).toMatchObject({ version: 3, isOwn: false });
  await opened('t-5');
  expect(await letterTo('t-5')).toMatchObject({ subject: 'No light [DB-1]' });
  const { items } = await h.bus.ask(listTemplateVersions, key, { actor });
  expect(items.map((one) => [one.version, one.isOwn])).toEqual([
    [3, false],
    [2, true],
  ]);
});

it('a text that names what there is not is refused with what there is', async () => {
  const wrong = { ...key, title: 'x', body: '{{ customer.nmae }}', seenVersion: (await newest()).version };
  await expect(h.bus.ask(saveTemplate, wrong, { actor })).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [{ pointer: '/body', message: expect.stringContaining('customer.name') as never }],
  });
});

it('a preview shows a real ticket, and nothing of it is markup', async () => {
  h.tickets.set('t-6', { id: 't-6', number: 'DB-6', subject: '<b>dark</b>', priority: 'low', customerName: 'Mia' });
  const body = '{{ customer.name }}: {{ ticket.subject }} {{ ticket.link }}';
  const preview = await h.bus.ask(previewTemplate, { ...key, body, withTicket: 't-6' }, { actor });
  expect(preview.text).toBe('Mia: <b>dark</b> https://desk.example.test/tickets/DB-6');
  expect(preview.html).toContain('&lt;b&gt;dark&lt;/b&gt; <a href="https://desk.example.test/tickets/DB-6">');
});

it('who is asked whether it is solved gets one letter, with the link; who resolved it is not written to', async () => {
  const facts = { length: 5, number: 'DB-7', customerId: 't-7', channel: 'email' } as const;
  h.customers.set('t-7', { id: 't-7', email: 't-7@shop.example.test' });
  h.tickets.set('t-7', { id: 't-7', number: 'DB-7', subject: 'No light', status: 'resolved', customerId: 't-7' });
  h.messages.set('t-7:3', { ticketId: 't-7', number: 'DB-7', subject: 'No light', text: 'Better?' });
  const ana = { kind: 'person', id: 'ana' } as const;
  await h.publish(ticketReplied, 'ticket:t-7', 3, { ...facts, movedTo: 'awaiting-confirmation' }, ana);
  const moved = { from: 'in-progress', to: 'awaiting-confirmation', withReply: true } as const;
  await h.publish(ticketStatusChanged, 'ticket:t-7', 4, moved, ana);
  const confirmed = { from: 'awaiting-confirmation', to: 'resolved' } as const;
  await h.publish(ticketStatusChanged, 'ticket:t-7', 5, confirmed, { kind: 'customer', id: 't-7' });
  const { text } = await letterTo('t-7');
  expect(text).toMatch(/^Better\?[^]*https:\/\/desk\.example\.test\/confirm\/t-7/);
  await eventually(async () => expect(await h.backlog()).toBe(0));
  expect(h.mail.to('t-7@shop.example.test')).toHaveLength(1);
});
