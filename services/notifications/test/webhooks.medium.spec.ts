import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import {
  clockEscalated,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  retryNotice,
  saveWebhook,
  testWebhook,
  ticketOpened,
  ticketStatusChanged,
  type NoticeView,
  type SaveWebhook,
  type TicketOpened,
  type WebhookView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { actor, startHarness, type Harness } from './harness.js';
import { Receiver } from './receiver.js';

let h: Harness;
let receiver: Receiver;
let id: string;
let ticketId: string;
let count = 0;

beforeAll(async () => {
  h = await startHarness({ WEBHOOKS_TO_PRIVATE_NETWORKS: 'true' });
}, 60_000);
afterAll(() => h?.stop(), 60_000);
beforeEach(async () => {
  receiver = await new Receiver().start();
  [id, ticketId] = [`hook-${++count}`, `t-${count}`];
  h.tickets.set(ticketId, {
    id: ticketId,
    number: `DB-${count}`,
    subject: 'No light',
    priority: 'low',
    status: 'new',
    clocks: [],
  });
});
afterEach(() => receiver.stop());

const save = (change: Partial<SaveWebhook> = {}): Promise<WebhookView> =>
  h.bus.ask(saveWebhook, { id, url: receiver.url, events: ['ticket.status-changed'], ...change }, { actor });
const move = (version = 2): Promise<void> =>
  h.publish(ticketStatusChanged, `ticket:${ticketId}`, version, { from: 'new', to: 'pending-assignment' });
const sent = async (): Promise<NoticeView[]> => (await h.bus.ask(listDeliveries, { id }, { actor })).items;
const becomes = (expected: Partial<NoticeView>): Promise<void> =>
  eventually(async () => expect((await sent())[0]).toMatchObject(expected));
const later = (ms: number): void => h.time.moveTo(h.time.now() + ms);

describe('a webhook', () => {
  it('is told once of what it wants to know, signed', async () => {
    const { secret } = await save();
    await move();
    await move();
    await becomes({ state: 'sent', attempts: 1, cause: 'ticket.status-changed' });
    expect(receiver.posts).toHaveLength(1);
    const [{ headers, body }] = receiver.posts as [Receiver['posts'][0]];
    // The library allows for five minutes between clocks; the test's clock stands elsewhere.
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    expect(headers['webhook-signature']).toBe(new Webhook(secret!).sign(String(headers['webhook-id']), at, body));
    expect(JSON.parse(body)).toMatchObject({
      type: 'ticket.status-changed',
      data: { from: 'new', to: 'pending-assignment', ticket: { number: `DB-${count}` } },
    });
  });

  it('with a new secret is signed with both for a day', async () => {
    const { secret: old } = await save();
    const { secret } = await save({ rotateSecret: true });
    expect(secret).not.toBe(old);
    await move();
    await becomes({ state: 'sent' });
    expect(String(receiver.posts[0]!.headers['webhook-signature']).split(' ')).toHaveLength(2);
    later(25 * 3_600_000);
    await move(3);
    await eventually(() => expect(receiver.posts).toHaveLength(2));
    expect(String(receiver.posts[1]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
  });

  it('shows its secret only when it is made', async () => {
    await save();
    expect((await save({ name: 'Billing' })).secret).toBeUndefined();
    const { items } = await h.bus.ask(listWebhooks, {}, { actor });
    expect(JSON.stringify(items)).not.toContain('whsec_');
  });

  it('that an escalation names is told though it follows nothing', async () => {
    await save({ events: [], format: 'slack' });
    const wasDueAt = new Date(h.time.now() - 60_000).toISOString();
    const facts = { ticketId, target: 'resolution' as const, cycle: 1, level: 1, wasDueAt };
    await h.publish(clockEscalated, `clock:${ticketId}`, 3, {
      ...facts,
      clocks: [],
      to: [`webhook:${id}`, 'webhook:gone'],
    });
    await becomes({ state: 'sent', cause: 'ticket.escalated' });
    expect(receiver.posts[0]!.body).toContain(`DB-${count}: resolution is late`);
  });

  it('is not told what is kept from programs', async () => {
    await save({ events: ['ticket.opened'] });
    const opened = {
      ...{ number: `DB-${count}`, subject: 'Pay', type: 'request', priority: 'low', channel: 'web', tier: 'standard' },
      ...{ customerId: 'c1', tags: [], reportedAt: new Date(h.time.now()).toISOString() },
      fields: { salary: 'seventythousand', room: 'attic' },
    };
    await h.publish(ticketOpened, `ticket:${ticketId}`, 2, opened as TicketOpened);
    await becomes({ state: 'sent', cause: 'ticket.opened' });
    const { data } = JSON.parse(receiver.posts[0]!.body) as { data: { fields: object } };
    expect(data.fields).toEqual({ room: 'attic' });
  });

  it('that is new gets a test by hand', async () => {
    await save();
    await h.bus.ask(testWebhook, { id }, { actor });
    await becomes({ state: 'sent', cause: 'test' });
  });
});

describe('a receiver', () => {
  it.each([
    ['fails', 500, '500 so it is'],
    ['redirects', { redirectTo: 'http://127.0.0.1:1/' }, '302'],
  ] as const)(
    'that %s is tried again with the same id, then given up after a day; a person may try again',
    async (_, mood, words) => {
      receiver.mood = mood;
      await save();
      await move();
      await becomes({ state: 'queued', attempts: 1, lastError: words });
      later(10_000);
      await becomes({ attempts: 2 });
      later(24 * 3_600_000);
      await becomes({ state: 'failed', attempts: 3 });
      expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      receiver.mood = 204;
      later(10_000);
      await h.bus.ask(retryNotice, { id: (await sent())[0]!.id }, { actor });
      await becomes({ state: 'sent' });
      await expect(h.bus.ask(retryNotice, { id: (await sent())[0]!.id }, { actor })).rejects.toMatchObject({
        code: 'already-exists',
      });
    },
  );

  it('that is away for a while loses nothing', async () => {
    await save();
    const url = receiver.url;
    await receiver.stop();
    await move();
    await becomes({ state: 'queued', attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') as never });
    receiver = await new Receiver().start();
    await save({ url: receiver.url });
    expect(receiver.url).not.toBe(url);
    later(10_000);
    await becomes({ state: 'sent', attempts: 2 });
  });

  it('that does not answer is not waited for for ever', async () => {
    receiver.mood = 'silence';
    await save();
    await move();
    await becomes({ state: 'queued', lastError: 'no answer within 10 s' });
  }, 40_000);

  it('that says that it is gone is told no more', async () => {
    receiver.mood = 410;
    await save();
    await move();
    await becomes({ state: 'failed', attempts: 1 });
    const { items } = await h.bus.ask(listWebhooks, {}, { actor });
    expect(items.find((one) => one.id === id)).toMatchObject({ enabled: false, disabledFor: '410 so it is' });
  });

  it('of a webhook that was removed is not told what still waited', async () => {
    receiver.mood = 500;
    await save();
    await move();
    await becomes({ attempts: 1 });
    await h.bus.ask(deleteWebhook, { id }, { actor });
    later(10_000);
    await becomes({ state: 'failed', lastError: 'the webhook is switched off' });
  });
});

it('an address in a private network is refused where the settings do not allow it', async () => {
  const strict = await startHarness();
  try {
    for (const url of ['http://127.0.0.1:9/', 'http://[::1]/', 'http://169.254.169.254/latest']) {
      await expect(strict.bus.ask(saveWebhook, { id: 'w', url }, { actor })).rejects.toMatchObject({
        code: 'validation-failed',
        errors: [{ pointer: '/url' }],
      });
    }
    // Its name can be looked up only when somebody connects.
    await strict.bus.ask(saveWebhook, { id: 'w', url: 'http://localhost:9/' }, { actor });
    await strict.bus.ask(testWebhook, { id: 'w' }, { actor });
    await eventually(async () => {
      const { items } = await strict.bus.ask(listDeliveries, { id: 'w' }, { actor });
      expect(items[0]).toMatchObject({ state: 'failed', lastError: expect.stringContaining('private network') });
    });
  } finally {
    await strict.stop();
  }
}, 60_000);
