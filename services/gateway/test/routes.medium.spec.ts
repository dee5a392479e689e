import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  exportAudit,
  exportCustomers,
  addNote,
  assignTicket,
  changeStatus,
  discardDraft,
  discardFile,
  editNote,
  getAssignment,
  getClock,
  getDraft,
  getFile,
  getOverview,
  getWallboard,
  getTicket,
  getTimeline,
  listAttachments,
  listDrafts,
  listInbox,
  listNotices,
  listPeople,
  listQueues,
  listTickets,
  markRead,
  openTicket,
  receiveMessage,
  returnTicket,
  saveDraft,
  savePerson,
  searchTickets,
  countViews,
  listView,
  listViews,
  removeView,
  replaceView,
  createView,
  beginTicketImport,
  getTicketImport,
  importTickets,
  listTicketImportRows,
  changeTickets,
  sendReply,
  setPresence,
  updateTicket,
  deleteWebhook,
  getPreferences,
  listDeliveries,
  listTemplates,
  retryNotice,
  saveTemplate,
  suppressAddress,
  searchAudit,
  verifyAudit,
  Problem,
  type RequestContract,
} from '@deskbeat/contracts';
import { assignmentRoutes } from './assignment-routes.js';
import { customerRoutes } from './customer-routes.js';
import { relationRoutes } from './relation-routes.js';
import { slaRoutes } from './sla-routes.js';
import { typeRoutes } from './type-routes.js';
import { startGateway, type Edge } from './start-gateway.js';

let edge: Edge;
beforeAll(async () => (edge = await startGateway()));
afterAll(() => edge.stop());

const ask = (method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(edge.url + path, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
  });

const seen = { 'if-match': '"4"' };
type Case = [string, string, RequestContract, object, object?, Record<string, string>?, number?];

describe('a route reaches its contract', () => {
  it.each<Case>([
    ['GET', '/tickets?status=open&limit=5', listTickets, { status: 'open', limit: 5 }],
    ['GET', '/tickets/t1', getTicket, { id: 't1' }],
    ['GET', '/audit-records?on=vip&limit=5', searchAudit, { on: 'vip', limit: 5 }],
    ['GET', '/audit-records/verification?after=7', verifyAudit, { after: 7 }],
    ['GET', '/templates', listTemplates, {}],
    [
      'PUT',
      '/templates/assigned/en',
      saveTemplate,
      { title: 'a', body: 'b', cause: 'assigned', language: 'en', seenVersion: 4 },
      { title: 'a', body: 'b' },
      seen,
    ],
    ['DELETE', '/webhooks/w1', deleteWebhook, { id: 'w1' }],
    ['GET', '/webhooks/w1/deliveries?limit=3', listDeliveries, { id: 'w1', limit: 3 }],
    [
      'POST',
      '/notices/ticket%3At1%3A3%3Aa%40b.test%3Aemail/retry',
      retryNotice,
      { id: 'ticket:t1:3:a@b.test:email' },
      {},
    ],
    ['PUT', '/suppressed-addresses/a%40b.test', suppressAddress, { reason: 'r', address: 'a@b.test' }, { reason: 'r' }],
    ['GET', '/people/ana/preferences', getPreferences, { personId: 'ana' }],
    ['GET', '/tickets/DB-12', getTicket, { id: 'DB-12' }],
    [
      'PATCH',
      '/tickets/t1',
      updateTicket,
      { priority: 'low', ticketId: 't1', seenVersion: 4 },
      { priority: 'low' },
      seen,
    ],
    ['POST', '/tickets/t1/notes', addNote, { text: 'a', ticketId: 't1' }, { text: 'a' }],
    ['POST', '/tickets/t1/replies', sendReply, { text: 'a', ticketId: 't1' }, { text: 'a' }],
    [
      'POST',
      '/tickets/t1/replies',
      sendReply,
      { text: 'a', ticketId: 't1', idempotencyKey: 'k' },
      { text: 'a' },
      { 'idempotency-key': 'k' },
    ],
    ['PATCH', '/tickets/t1/notes/7', editNote, { text: 'b', ticketId: 't1', entry: 7 }, { text: 'b' }],
    ['PATCH', '/tickets/t1/notes/x', editNote, { text: 'b', ticketId: 't1', entry: 'x' }, { text: 'b' }],
    ['POST', '/tickets/t1/messages', receiveMessage, { text: 'a', ticketId: 't1' }, { text: 'a' }],
    [
      'POST',
      '/tickets/t1/status',
      changeStatus,
      { to: 'closed', ticketId: 't1', seenVersion: 4 },
      { to: 'closed' },
      seen,
    ],
    ['GET', '/tickets/t1/drafts', listDrafts, { ticketId: 't1' }],
    ['GET', '/tickets/t1/drafts/note?personId=b', getDraft, { ticketId: 't1', kind: 'note', personId: 'b' }],
    ['PUT', '/tickets/t1/drafts/note', saveDraft, { text: 'a', ticketId: 't1', kind: 'note' }, { text: 'a' }],
    [
      'PUT',
      '/tickets/t1/drafts/note',
      saveDraft,
      { text: 'a', ticketId: 't1', kind: 'note', seenVersion: 4 },
      { text: 'a' },
      seen,
    ],
    ['DELETE', '/tickets/t1/drafts/note', discardDraft, { ticketId: 't1', kind: 'note' }],
    ['GET', '/tickets/t1/attachments?limit=5', listAttachments, { ticketId: 't1', limit: 5 }],
    ['GET', '/files/f1/details', getFile, { id: 'f1' }],
    ['DELETE', '/files/f1', discardFile, { id: 'f1' }],
    ['GET', '/tickets/t1/timeline?cursor=x', getTimeline, { ticketId: 't1', cursor: 'x' }],
    ['GET', '/tickets/t1/assignment', getAssignment, { ticketId: 't1' }],
    ['POST', '/tickets/t1/assignment', assignTicket, { personId: 'ana', ticketId: 't1' }, { personId: 'ana' }],
    ['POST', '/tickets/t1/assignment/return', returnTicket, { reason: 'a', ticketId: 't1' }, { reason: 'a' }],
    ['GET', '/tickets/t1/clock', getClock, { ticketId: 't1' }],
    ['GET', '/tickets/t1/notices', listNotices, { ticketId: 't1' }],
    ['GET', '/people', listPeople, {}],
    ['PUT', '/people/ana', savePerson, { name: 'Ana', id: 'ana' }, { name: 'Ana', id: 'ben' }],
    ['PUT', '/people/ana/presence', setPresence, { presence: 'away', personId: 'ana' }, { presence: 'away' }],
    ['GET', '/people/ana/inbox?unreadOnly=true', listInbox, { personId: 'ana', unreadOnly: true }],
    ['POST', '/people/ana/inbox/read', markRead, { personId: 'ana', ids: ['n1'] }, { ids: ['n1'] }],
    ['GET', '/search/tickets?q=vpn%20status%3Aopen', searchTickets, { q: 'vpn status:open' }],
    [
      'POST',
      '/bulk/tickets',
      changeTickets,
      { tickets: [{ id: 't1' }], idempotencyKey: 'k' },
      { tickets: [{ id: 't1' }] },
      { 'idempotency-key': 'k' },
    ],
    ['POST', '/imports/tickets', beginTicketImport, { source: 'a' }, { source: 'a' }, {}, 201],
    ['GET', '/imports/tickets/i1', getTicketImport, { importId: 'i1' }],
    [
      'POST',
      '/imports/tickets/i1/parts',
      importTickets,
      { part: 0, text: 'a', importId: 'i1' },
      { part: 0, text: 'a' },
    ],
    ['GET', '/imports/tickets/i1/rows?limit=5', listTicketImportRows, { importId: 'i1', limit: 5 }],
    ['GET', '/views', listViews, {}],
    ['GET', '/views/counts', countViews, {}],
    ['POST', '/views', createView, { name: 'a' }, { name: 'a' }, {}, 201],
    ['PUT', '/views/v1', replaceView, { id: 'v1', seenVersion: 4, name: 'a' }, { name: 'a' }, seen],
    ['DELETE', '/views/v1', removeView, { id: 'v1' }],
    ['GET', '/views/my-work/tickets?limit=5', listView, { id: 'my-work', limit: 5 }],
    ['GET', '/queues', listQueues, {}],
    ...assignmentRoutes,
    ...customerRoutes,
    ...relationRoutes,
    ...slaRoutes,
    ...typeRoutes,
    ['GET', '/analytics/overview?since=2026-01-01T00:00:00Z', getOverview, { since: '2026-01-01T00:00:00Z' }],
    ['GET', '/analytics/wallboard?today=2026-01-01T00:00:00Z', getWallboard, { today: '2026-01-01T00:00:00Z' }],
  ])('%s %s', async (...[method, path, contract, payload, body, headers, status = 200]: Case) => {
    edge.owners.answer(contract, { fine: true });
    const response = await ask(method, `/api/v1${path}`, body, headers);
    expect({ status: response.status, body: await response.json() }).toEqual({ status, body: { fine: true } });
    expect(edge.owners.last()).toMatchObject({
      subject: contract.subject,
      payload,
      actor: { kind: 'system', id: 'api' },
    });
    edge.owners.answer(contract, {});
  });
});

describe('opening a ticket', () => {
  const opened = (created: boolean) => ({ ticket: { id: 't1', version: 1 }, created });
  const report = { subject: 'a', customer: { id: 'c1' } };

  it('answers 201 with the place and the version', async () => {
    edge.owners.answer(openTicket, opened(true));
    const response = await ask('POST', '/api/v1/tickets', report);
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toMatchObject({ location: '/api/v1/tickets/t1', etag: '"1"' });
    expect(await response.json()).toEqual({ id: 't1', version: 1 });
    expect(edge.owners.last().payload).toEqual({ ...report, channel: 'api' });
  });

  it('with a key that was used before answers 200', async () => {
    edge.owners.answer(openTicket, opened(false));
    const response = await ask('POST', '/api/v1/tickets', { ...report, channel: 'web' }, { 'idempotency-key': 'k 1' });
    expect(response.status).toBe(200);
    expect(edge.owners.last().payload).toEqual({
      ...report,
      channel: 'web',
      intakeKey: { source: 'http', key: 'k 1' },
    });
  });

  it('with two keys is refused', async () => {
    const body = { ...report, intakeKey: { source: 'crm', key: '1' } };
    const response = await ask('POST', '/api/v1/tickets', body, { 'idempotency-key': 'k' });
    expect(await response.json()).toMatchObject({ code: 'malformed-request' });
  });
});

it('a reader that has the version gets 304 and no body', async () => {
  edge.owners.answer(getTicket, { id: 't1', version: 4 });
  const first = await ask('GET', '/api/v1/tickets/t1');
  expect(first.headers.get('etag')).toBe('"4"');
  const again = await ask('GET', '/api/v1/tickets/t1', undefined, { 'if-none-match': '"4"' });
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, '"4"', '']);
  const older = await ask('GET', '/api/v1/tickets/t1', undefined, { 'if-none-match': '"3"' });
  expect(older.status).toBe(200);
});

it('a number is resolved for services that know ids only', async () => {
  edge.owners.answer(getTicket, { id: 't7', version: 1 });
  edge.owners.answer(getClock, { ticketId: 't7' });
  await ask('GET', '/api/v1/tickets/db-7/clock');
  expect(edge.owners.received.slice(-2)).toMatchObject([{ payload: { id: 'DB-7' } }, { payload: { ticketId: 't7' } }]);
});

it('customers come as one CSV, whatever pages their owner answers', async () => {
  edge.owners.answer(exportCustomers, { csv: 'name\nAna\n' });
  const response = await ask('GET', '/api/v1/customers/export');
  expect(response.headers.get('content-type')).toContain('text/csv');
  expect(await response.text()).toBe('name\nAna\n');
  edge.owners.answer(exportCustomers, new Problem('overloaded'));
  expect(await (await ask('GET', '/api/v1/customers/export')).json()).toMatchObject({ code: 'overloaded' });
});

it('the audit log comes record by record, whatever pages its owner answers', async () => {
  const record = { sequence: 7, id: 'a7', action: 'assignment.save-queue', actor: { kind: 'person', id: 'ana' } };
  edge.owners.answer(exportAudit, { items: [{ ...record, changes: [{ field: 'name', after: '"VIP"' }] }] });
  const lines = await ask('GET', '/api/v1/audit-records.ndjson?actor=ana');
  expect(edge.owners.last().payload).toEqual({ actor: 'ana', limit: 200 });
  expect(JSON.parse(await lines.text())).toMatchObject(record);
  const table = await ask('GET', '/api/v1/audit-records.csv');
  expect(await table.text()).toContain('person:ana');
  edge.owners.answer(exportAudit, new Problem('forbidden'));
  expect((await ask('GET', '/api/v1/audit-records.csv')).status).toBe(403);
});

it('the caller and the trace go with the request', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const response = await ask(
    'POST',
    '/api/v1/tickets/t1/notes',
    { text: 'a' },
    {
      'x-deskbeat-actor': 'person:ana;name=Ana',
      traceparent: `00-${trace}-b7ad6b7169203331-01`,
    },
  );
  expect(response.headers.get('x-trace-id')).toBe(trace);
  expect(edge.owners.last()).toMatchObject({
    actor: { kind: 'person', id: 'ana', name: 'Ana' },
    traceparent: expect.stringMatching(new RegExp(`^00-${trace}-`)),
  });
});
