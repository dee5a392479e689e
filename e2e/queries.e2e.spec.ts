import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import type { NoticeList, SavedViews, TicketList, TicketView } from '@deskbeat/contracts';
import { spawnEngine, type SpawnedEngine } from '@deskbeat/embedded';
import { reindex, republish } from '@deskbeat/tools';
import { MongoClient, type Document } from 'mongodb';
import { enterByAllDoors, openDeskWithSso, type SsoDesk } from './door-work.js';
import { workOnAssignment } from './assignment-work.js';
import { bringTickets, workOnCustomers } from './customer-work.js';
import { workOnNotices } from './notice-work.js';
import { sendPicture } from './files.js';
import { useShelf } from './shelf.js';
import { recordQueries, type Query, type QueryRecorder } from './query-recorder.js';
import { workOnRelations } from './relation-work.js';
import { workOnRules } from './sla-work.js';
import { workOnTypes } from './type-work.js';

/**
 * Put in order after they were read: the people who take turns, what an outbox still holds, the tickets of one phase, person or customer (see `indexFor`).
 */
const sorts = [
  /^assignment\.people find {"active"/,
  /{"outbox\.at"/,
  /^intake\.tickets find .*"(phase|assigneeId|customerId)"/,
];
/** What asks for nothing. */
const noQueries = ['create', 'createIndexes', 'endSessions', 'getMore', 'hello', 'insert', 'ping'];

const dir = mkdtempSync(join(tmpdir(), 'deskbeat-queries-'));
const given = process.env.MONGODB_URI;
let engine: SpawnedEngine | undefined;
let recorder: QueryRecorder;
let database: MongoClient;
let desk: SsoDesk;
beforeAll(async () => {
  if (!given) engine = await spawnEngine({ dir });
  const uri = given ?? engine!.uri;
  recorder = await recordQueries(uri);
  database = new MongoClient(uri);
  process.env.MONGODB_URI = recorder.uri;
  desk = await openDeskWithSso();
}, 60_000);
afterAll(async () => {
  if (given) process.env.MONGODB_URI = given;
  else delete process.env.MONGODB_URI;
  await desk?.close();
  await recorder?.close();
  await database?.close();
  await engine?.stop();
  rmSync(dir, { recursive: true, force: true });
}, 20_000);

/** Operations of the API that were used, as its description names them. */
const used = new Set<string>();
async function call<T = unknown>(method: string, path: string, parts: Call = {}): Promise<T> {
  used.add(`${method} ${path}`);
  const { query = {}, body, ...sent } = parts;
  const search = new URLSearchParams(query).toString();
  const named = (_: string, name: string) => encodeURIComponent(String(parts[name as 'id']));
  const url = path.replace(/\{(\w+)\}/g, named) + (search && `?${search}`);
  const answer = await desk.api.ask<T>(method, url, body, sent);
  expect([url, answer.status < 300 ? 'fine' : answer.body]).toEqual([url, 'fine']);
  return answer.body;
}
/** Besides what is sent: the values of the path. */
interface Call {
  id?: string;
  entry?: number;
  edition?: number;
  personId?: string;
  step?: string;
  kind?: string;
  to?: string;
  cause?: string;
  language?: string;
  address?: string;
  query?: Record<string, string>;
  body?: unknown;
  as?: string;
  ifMatch?: number;
  key?: string;
}

const report = (n: number, more: object = {}) => ({
  subject: `The projector in room ${n} stays dark`,
  type: 'fault',
  priority: 'high',
  customer: { name: 'A Teacher', email: `teacher${n % 3}@school.example.test`, externalId: `crm-${n % 3}` },
  ...more,
});

const inProgress = (id: string, expected: Partial<TicketView> = {}): Promise<TicketView> =>
  eventually(async () => {
    const ticket = await call<TicketView>('GET', '/tickets/{id}', { id });
    expect(ticket).toMatchObject({ ...expected, status: 'in-progress' });
    expect(ticket.clocks.length).toBeGreaterThan(1);
    return ticket;
  });

async function workOnTickets(): Promise<TicketView> {
  const opened: TicketView[] = [];
  for (let n = 0; n < 8; n++) {
    opened.push(await call('POST', '/tickets', { body: report(n), key: `key-${n}` }));
  }
  await call('POST', '/tickets', { body: report(0), key: 'key-0' });
  await call('POST', '/tickets', { body: report(9, { customer: { name: 'Nobody known' } }), key: 'anonymous' });
  const { id } = opened[0]!;
  const ticket = await inProgress(id);
  const as = `person:${ticket.assigneeId}`;
  await call('GET', '/tickets/{id}', { id: ticket.number });
  await call('PATCH', '/tickets/{id}', { id, as, ifMatch: ticket.version, body: { priority: 'urgent' } });
  const note = { id, as, key: 'note-1', body: { text: 'The lamp is new.' } };
  const { version: entry } = await call<TicketView>('POST', '/tickets/{id}/notes', note);
  await call('PATCH', '/tickets/{id}/notes/{entry}', { id, as, entry, body: { text: 'The lamp is nearly new.' } });
  await call('POST', '/tickets/{id}/assignment', { id, as, body: { personId: 'ana', reason: 'Knows the lamp.' } });
  await inProgress(id, { assigneeId: 'ana' });
  await call('POST', '/tickets/{id}/assignment/return', { id, as, body: { reason: 'On holiday from tomorrow.' } });
  await inProgress(id, { assigneeId: 'ben' });
  const file = await sendPicture(desk.api.url, as, used);
  await useShelf(call, id, as, async () => (await call<TicketView>('GET', '/tickets/{id}', { id })).version);
  const draft = { id, as, kind: 'reply' };
  await call('PUT', '/tickets/{id}/drafts/{kind}', { ...draft, body: { text: 'Bet', attachments: [file] } });
  await call('PUT', '/tickets/{id}/drafts/{kind}', { ...draft, ifMatch: 1, body: { text: 'Better?' } });
  await call('GET', '/tickets/{id}/drafts/{kind}', draft);
  await call('GET', '/tickets/{id}/drafts', { id, as });
  const answer = { text: 'Better?', moveTo: 'awaiting-confirmation', draftVersion: 2, attachments: [file] };
  await call('POST', '/tickets/{id}/replies', { id, as, body: answer });
  await call('DELETE', '/tickets/{id}/drafts/{kind}', draft);
  await call('GET', '/tickets/{id}/attachments', { id });
  await call('POST', '/tickets/{id}/messages', { id, as: `customer:${ticket.customerId}`, body: { text: 'No.' } });
  await inProgress(id);
  for (const to of ['resolved', 'closed']) {
    const ifMatch = (await call<TicketView>('GET', '/tickets/{id}', { id })).version;
    await call('POST', '/tickets/{id}/status', {
      id,
      as,
      ifMatch,
      body: { to, reason: 'Done', resolution: 'A new lamp.' },
    });
  }
  const again = { id, as: `customer:${ticket.customerId}`, body: { text: 'Dark again.', messageKey: 'mail-7' } };
  await call('POST', '/tickets/{id}/messages', again);
  await call('POST', '/tickets/{id}/messages', again);
  return ticket;
}

async function readEverything({ id, customerId, assigneeId }: TicketView): Promise<void> {
  for (const part of ['timeline', 'assignment', 'clock', 'notices'] as const) {
    await call('GET', `/tickets/{id}/${part}`, { id });
  }
  const narrowed: Record<string, string>[] = [
    {},
    { status: 'open' },
    { status: 'closed' },
    { status: 'in-progress', priority: 'high', type: 'fault', queueId: 'default' },
    { assigneeId: assigneeId! },
    { assigneeId: 'none', status: 'open' },
    { customerId },
  ];
  for (const filter of narrowed) {
    for (const order of ['due', 'newest', 'updated']) {
      const query = { ...filter, order, limit: '1' };
      const { next } = await call<TicketList>('GET', '/tickets', { query });
      if (next) await call('GET', '/tickets', { query: { ...query, cursor: next } });
    }
  }
  const searches = ['proj', '"stays dark" status:open', 'tag:none -lamp assignee:none', 'created:>2001-01-01'];
  for (const q of searches) await call('GET', '/search/tickets', { query: { q } });
  const as = 'person:ana';
  const body = { name: 'Urgent', filter: 'priority:urgent,high -tag:x', order: 'updated', columns: [], scope: 'mine' };
  await call('POST', '/views', { as, body: { ...body, id: 'v1' } });
  await call('PUT', '/views/{id}', { id: 'v1', as, ifMatch: 1, body: { ...body, filter: 'status:open queue:a' } });
  await call('PUT', '/people/{id}', { id: 'ana', body: { teams: ['desk'] } });
  for (const { id: view } of (await call<SavedViews>('GET', '/views', { as })).items) {
    for (const order of ['due', 'newest', 'updated'])
      await call('GET', '/views/{id}/tickets', { id: view, as, query: { limit: '1', order } });
  }
  await call('GET', '/views/counts', { as });
  const change = { tickets: [{ id }], update: { addTags: ['seen'] } };
  for (const _ of [1, 2]) await call('POST', '/bulk/tickets', { as, key: 'bulk-1', body: change });
  for (const from of ['/views/v1/tickets.csv', '/search/tickets.csv?q=projector', '/search/tickets.csv?q=tag:none'])
    await desk.api.ask('GET', from, undefined, { as });
  for (const from of ['views/{id}', 'search'])
    for (const type of ['csv', 'xlsx']) used.add(`GET /${from}/tickets.${type}`);
  await bringTickets(call);
  await call('DELETE', '/views/{id}', { id: 'v1', as });
  await call('GET', '/customers', { query: { limit: '1' } }).then((page) =>
    call('GET', '/customers', { query: { limit: '1', cursor: (page as { next: string }).next } }),
  );
  for (const identity of ['teacher1@school.example.test', 'api:crm-1'])
    await call('GET', '/customers', { query: { identity } });
  await call('GET', '/customers/{id}', { id: customerId });
  for (const path of ['/queues', '/people', '/analytics/overview']) await call('GET', path);
  await call('GET', '/people/{id}', { id: 'ana' });
}

async function peopleComeAndGo(id: string): Promise<void> {
  await call('PUT', '/people/{id}', {
    id: 'eva',
    body: { name: 'Eva', email: 'eva@desk.example.test', role: 'agent' },
  });
  for (const presence of ['available', 'away']) await call('PUT', '/people/{id}/presence', { id, body: { presence } });
  for (const unreadOnly of ['true', 'false']) {
    const query = { unreadOnly, limit: '1' };
    const { items, next } = await call<NoticeList>('GET', '/people/{id}/inbox', { id, query });
    if (next) await call('GET', '/people/{id}/inbox', { id, query: { ...query, cursor: next } });
    await call('POST', '/people/{id}/inbox/read', { id, body: { ids: items.map((notice) => notice.id) } });
  }
  await call('PUT', '/people/{id}/presence', { id, body: { presence: 'available' } });
}

/** What other company systems, operators and the jobs of a service that starts again do. */
async function behindTheApi(): Promise<void> {
  const data = { subject: 'Sent twice', priority: 'medium', customer: { email: 'buyer@shop.example.test' } };
  const event = { specversion: '1.0', id: 'invoice-1', source: 'https://billing.example.test', data };
  const type = 'io.deskbeat.issue.reported.v1';
  await (await desk.source('billing')).request('intake.billing.v1', JSON.stringify({ ...event, type }));
  const owners = ['intake', 'assignment', 'sla', 'notifications', 'access'] as never[];
  const counts = await republish(desk.system.natsUrl, new Date(0), owners);
  expect(counts.filter(({ failure }) => failure)).toEqual([]);
  await reindex(desk.system.natsUrl, { limit: 2 }, () => undefined);
  const restarted = ['intake', 'assignment', 'sla', 'notifications', 'analytics', 'access'] as const;
  await Promise.all(
    restarted.map(async (name) => {
      await desk.system.kill9(name);
      await desk.system.restart(name);
    }),
  );
}

const label = ({ database: name, command }: Query): string => {
  const [operation = ''] = Object.keys(command);
  const { filter, query, pipeline, updates, deletes } = command;
  const [statement] = (updates ?? deletes ?? []) as Document[];
  const asked = JSON.stringify(filter ?? query ?? pipeline ?? statement?.q ?? {});
  return `${name.split('_').at(-1)}.${command[operation]} ${operation} ${asked}`;
};

/** The names of all stages that the database would go through. */
async function stagesOf({ database: name, command }: Query): Promise<string[]> {
  const plan = await database.db(name).command({ explain: command, verbosity: 'queryPlanner' });
  return [...JSON.stringify(plan).matchAll(/"stage":"(\w+)"/g)].map(([, stage]) => stage!);
}

async function judge(queries: readonly Query[]): Promise<{ scanning: string[]; sorting: string[] }> {
  const scanning: string[] = [];
  const sorting: string[] = [];
  for (const query of queries) {
    const stages = await stagesOf(query);
    if (!stages.some((stage) => /^(IXSCAN|IDHACK|EXPRESS|COUNT_SCAN)/.test(stage))) scanning.push(label(query));
    else if (stages.includes('SORT')) sorting.push(label(query));
  }
  return { scanning, sorting };
}

/** What never comes to a database. */
const atTheGateway = ['GET /live', 'GET /tickets/{id}/viewers', 'PUT /tickets/{id}/viewers'];

describe('what services ask of the database', () => {
  it('was asked through every operation of the API and on every other way', async () => {
    const ticket = await workOnTickets();
    await workOnCustomers(call);
    await workOnNotices(call);
    await call('GET', '/tickets/{id}/history', ticket);
    await workOnRules(call, ticket.id);
    await workOnRelations(call, desk, used);
    await workOnAssignment(call);
    await peopleComeAndGo(ticket.assigneeId!);
    await workOnTypes(call, ticket.customerId);
    await enterByAllDoors(desk, used, report(1).customer.email);
    await readEverything(ticket);
    await behindTheApi();
    const document = (await (await fetch(`${desk.api.url}/api/openapi.json`)).json()) as { paths: Document };
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations as object).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    expect(described.filter((operation) => !used.has(operation))).toEqual(atTheGateway);
  }, 120_000);

  it('is found by an index', async () => {
    const { scanning, sorting } = await judge(recorder.queries());
    expect(scanning).toEqual([]);
    expect(sorting.filter((query) => !sorts.some((known) => known.test(query)))).toEqual([]);
  });

  it('is nothing that cannot be explained, and nobody did more on the bus than what is theirs', () => {
    expect([...recorder.others().filter((name) => !noQueries.includes(name)), ...desk.refusedOnBus()]).toEqual([]);
  });

  it('would not pass if it read everything', async () => {
    const tickets = recorder.queries().find(({ command }) => command.find === 'tickets')!.database;
    const scan = { database: tickets, command: { find: 'tickets', filter: { subject: 'anything' } } };
    expect((await judge([scan])).scanning).toHaveLength(1);
  });
});
