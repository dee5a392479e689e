import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { inboxChanged, Problem, seeTickets, type Event } from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { LiveFeed } from '../src/live/live-feed.js';
import { startGateway, type Edge } from './start-gateway.js';

let edge: Edge;
let publisher: EventPublisher;
let version = 0;
const open: AbortController[] = [];

beforeAll(async () => {
  edge = await startGateway({ MAX_LIVE_CLIENTS: '5' });
  publisher = edge.service.app.get(EventPublisher);
  edge.owners.answer(seeTickets, {});
});
afterEach(() => open.splice(0).forEach((connection) => connection.abort()));
afterAll(() => edge.stop());

/** Follows the feed; what came stands in `text`. */
async function follow(query = '', lastEventId?: string) {
  const connection = new AbortController();
  open.push(connection);
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await fetch(`${edge.url}/api/v1/live${query}`, { headers, signal: connection.signal });
  const feed = { response, connection, text: '', ended: false };
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) feed.text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  void read()
    .catch(() => undefined)
    .finally(() => (feed.ended = true));
  return feed;
}

async function happen(ticketId: string, again = false): Promise<string> {
  const at = new Date(0).toISOString();
  const actor = { kind: 'system', id: 'test' } as const;
  const subject = 'evt.ticket.noted.v1';
  const event: Event = {
    id: `ticket:${ticketId}:${++version}`,
    subject,
    aggregateId: ticketId,
    version,
    at,
    actor,
    data: {},
  };
  await publisher.publish(event, undefined, again);
  return event.id;
}

const ids = (text: string): string[] => [...text.matchAll(/"id":"(ticket:[^"]+)"/g)].map(([, id]) => id!);
const lastSeq = (text: string): string => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)![1]!;

it('an event reaches every client once, with its name and data', async () => {
  const [a, b] = [await follow(), await follow()];
  expect(a.response.headers.get('content-type')).toMatch('text/event-stream');
  const id = await happen('t1');
  await eventually(() => expect([ids(a.text), ids(b.text)]).toEqual([[id], [id]]));
  expect(a.text).toMatch(/id: \d+\nevent: ticket\.noted\ndata: \{.*\}\n\n$/);
});

it('a client that names a ticket gets its events only', async () => {
  const [one, all] = [await follow('?ticketId=t2'), await follow()];
  const mine = [await happen('t2'), await happen('t3'), await happen('t2')].filter((id) => id.startsWith('ticket:t2:'));
  await eventually(() => expect(ids(all.text)).toHaveLength(3));
  await eventually(() => expect(ids(one.text)).toEqual(mine));
});

it('a client that comes back gets what it missed and what comes, each once and in order', async () => {
  const before = await follow();
  const first = await happen('t4');
  await eventually(() => expect(ids(before.text)).toEqual([first]));
  before.connection.abort();
  const missed: string[] = [];
  for (let i = 0; i < 250; i++) missed.push(await happen('t4'));
  const after = await follow('', lastSeq(before.text));
  missed.push(await happen('t4'), await happen('t4'));
  await eventually(() => expect(ids(after.text)).toEqual(missed));
});

it('a client whose place is not in the stream is told so and goes on', async () => {
  const feed = await follow('', '999999999');
  await eventually(() => expect(feed.text).toContain('event: gap'));
  const id = await happen('t5');
  await eventually(() => expect(ids(feed.text)).toEqual([id]));
});

it('whoever has a ticket open is told who else has, and who writes, through any gateway', async () => {
  const other = await startGateway({ NATS_URL: edge.bus.url });
  try {
    const feed = await follow('?ticketId=t9');
    const see = async (url: string, person: string, doing: string) => {
      const headers = { 'content-type': 'application/json', 'x-deskbeat-actor': `person:${person};name=${person}` };
      const body = JSON.stringify({ page: 'p1', doing });
      const response = await fetch(`${url}/api/v1/tickets/t9/viewers`, { method: 'PUT', headers, body });
      return (await response.json()) as { viewers: { personId: string; doing: string }[]; code?: string };
    };
    const told = (): string[] =>
      [...feed.text.matchAll(/^event: ticket\.viewers\ndata: (.*)$/gm)].map(([, data]) =>
        (JSON.parse(data!) as Awaited<ReturnType<typeof see>>).viewers
          .map(({ personId, doing }) => `${personId} ${doing}`)
          .join(),
      );
    await see(edge.url, 'ana', 'replying');
    await see(other.url, 'ben', 'replying');
    await eventually(() => expect(told()).toEqual(['ana replying', 'ana replying,ben replying']));
    await eventually(async () => {
      const { viewers } = await see(other.url, 'ben', 'replying');
      expect(viewers.map(({ personId }) => personId)).toEqual(['ana', 'ben']);
    });
    await see(other.url, 'ben', 'leaving');
    await eventually(() => expect(told().at(-1)).toBe('ana replying'));
    expect(await see(edge.url, 'ana', 'dancing')).toMatchObject({ code: 'validation-failed' });
    edge.owners.answer(seeTickets, new Problem('not-found'));
    expect(await see(edge.url, 'ana', 'viewing')).toMatchObject({ code: 'not-found' });
    expect(told().at(-1)).toBe('ana replying');
  } finally {
    await other.stop();
  }
});

it('what comes to an inbox is told to the pages of its person only', async () => {
  const [mine, others] = [await follow('?personId=ana'), await follow()];
  publisher.signal(inboxChanged, { personId: 'ben', unread: 7 });
  publisher.signal(inboxChanged, { personId: 'ana', unread: 3 });
  await eventually(() => expect(mine.text).toContain('event: inbox.changed\ndata: {"personId":"ana","unread":3}\n\n'));
  expect(mine.text + others.text).not.toMatch(/ben/);
});

it('what is published again is no news', async () => {
  const feed = await follow();
  await happen('t6', true);
  const id = await happen('t6');
  await eventually(() => expect(ids(feed.text)).toEqual([id]));
});

it('a place that the feed never gave is refused', async () => {
  const response = await fetch(`${edge.url}/api/v1/live`, { headers: { 'last-event-id': '1 or 1' } });
  expect(await response.json()).toMatchObject({ code: 'malformed-request' });
});

it('more clients than fit are told to come back', async () => {
  await eventually(() => edge.service.app.get(LiveFeed).size === 0);
  for (let i = 0; i < 5; i++) await follow();
  const { response } = await follow();
  expect(response.status).toBe(503);
});

it('the feed survives a restart of the bus', async () => {
  await edge.bus.kill9();
  await edge.bus.restart();
  const feed = await eventually(async () => {
    const next = await follow();
    expect(next.response.status).toBe(200);
    return next;
  });
  const id = await eventually(() => happen('t7'));
  await eventually(() => expect(ids(feed.text)).toContain(id), { timeout: 20_000 });
});

it('closing the gateway ends its clients at once', async () => {
  const other = await startGateway();
  const response = await fetch(`${other.url}/api/v1/live`);
  const ended = response.text();
  await other.stop();
  expect(await ended).toContain('retry: 1000');
});
