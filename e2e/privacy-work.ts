import { expect } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import type { ErasureView, TicketView } from '@deskbeat/contracts';
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
  const { next } = (await api.get<{ next?: string }>('/erasures?limit=1')).body;
  if (next) await api.get(`/erasures?limit=1&cursor=${encodeURIComponent(next)}`);
}
