import { expect } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import type { ErasureView, RetentionRunView, TicketView } from '@deskbeat/contracts';
import { operator } from '@deskbeat/tools';
import type { Desk } from './harness.js';

/** Somebody wants to know what is kept about them, and then wants to be forgotten. */
export async function workOnPrivacy({ api }: Desk, used: Set<string>): Promise<void> {
  const customer = { name: 'Uma', email: 'uma@home.example.test', externalId: 'crm-uma' };
  const report = { subject: 'My lamp is broken', text: 'It fell.', customer };
  const ticket = (await api.post<TicketView>('/tickets', report)).body;
  const { customerId } = (await api.get<{ customerId: string }>(`/tickets/${ticket.id}`)).body;
  const of = `/subjects/customer/${customerId}`;
  await api.post('/assets', { product: 'Lamp', serial: 'U-1', customerId, location: 'At home' });
  used.add('GET /subjects/{kind}/{id}/data.zip');
  const zip = await fetch(`${api.url}/api/v1${of}/data.zip`, { headers: operator() });
  expect([zip.status, (await zip.arrayBuffer()).byteLength > 500]).toEqual([200, true]);
  used.add('POST /subjects/{kind}/{id}/erasure').add('GET /erasures').add('GET /erasures/{id}');
  const { id } = (await api.post<ErasureView>(`${of}/erasure`, {})).body;
  await eventually(
    async () => expect((await api.get<ErasureView>(`/erasures/${id}`)).body).toMatchObject({ state: 'done' }),
    { timeout: 60_000 },
  );
  await api.put('/people/uli', { name: 'Uli', email: 'uli@desk.example.test', active: false });
  const left = (await api.post<ErasureView>('/subjects/person/uli/erasure', { reason: 'Left' })).body;
  await eventually(
    async () => expect((await api.get<ErasureView>(`/erasures/${left.id}`)).body).toMatchObject({ state: 'done' }),
    { timeout: 60_000 },
  );
  const { next } = (await api.get<{ next?: string }>('/erasures?limit=1')).body;
  if (next) await api.get(`/erasures?limit=1&cursor=${encodeURIComponent(next)}`);
}

/** Somebody says how long data is kept, and what is kept longer. */
export async function workOnRetention({ api }: Desk, used: Set<string>): Promise<void> {
  const { id, customerId } = (await api.get<{ items: TicketView[] }>('/tickets?limit=1')).body.items[0]!;
  used.add('PUT /holds/{kind}/{id}').add('GET /holds').add('DELETE /holds/{kind}/{id}');
  for (const held of [`/holds/ticket/${id}`, `/holds/customer/${customerId}`]) {
    expect((await api.put(held, { reason: 'A court asked' })).status).toBe(200);
  }
  used.add('GET /retention-rules').add('PUT /retention-rules').add('GET /retention-preview');
  const rules = { closedTicketsMonths: 240, noticesDays: 7_300, auditYears: 100 };
  expect((await api.put('/retention-rules', rules)).body).toMatchObject({ version: 1 });
  expect((await api.get('/retention-rules')).body).toMatchObject(rules);
  const query = Object.entries(rules).map(([name, value]) => `${name}=${value}`);
  expect((await api.get(`/retention-preview?${query.join('&')}`)).body).toMatchObject({
    holds: 2,
    tickets: { count: 0 },
  });
  used.add('POST /retention-runs').add('GET /retention-runs').add('GET /retention-runs/{id}');
  const run = (await api.post<RetentionRunView>('/retention-runs', {})).body;
  await eventually(
    async () =>
      expect((await api.get<RetentionRunView>(`/retention-runs/${run.id}`)).body).toMatchObject({ state: 'done' }),
    { timeout: 60_000 },
  );
  expect((await api.get<{ items: object[] }>('/retention-runs?limit=1')).body.items).toHaveLength(1);
  expect((await api.get<{ items: object[] }>('/holds')).body.items).toHaveLength(2);
  for (const held of [`/holds/ticket/${id}`, `/holds/customer/${customerId}`]) await api.ask('DELETE', held, undefined);
}
