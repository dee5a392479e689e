import type { TicketList, TicketTypeView, TicketView } from '@deskbeat/contracts';

type Call = <T = unknown>(
  method: string,
  path: string,
  parts?: {
    id?: string;
    key?: string;
    step?: string;
    personId?: string;
    query?: Record<string, string>;
    body?: unknown;
    as?: string;
    ifMatch?: number;
  },
) => Promise<T>;

/** Types of the organisation's own, a ticket of them, and who follows it. */
export async function workOnTypes(call: Call, customerId: string): Promise<void> {
  const fields = [
    { key: 'bulb', label: 'Bulb', kind: 'text', visibleToCustomer: true },
    { key: 'payer', label: 'Payer', kind: 'customer' },
  ];
  const steps = [{ key: 'look', label: 'Look', status: 'new', owner: 'lead' }];
  await call('POST', '/ticket-types', { body: { key: 'lamp', name: 'Lamp', fields, steps } });
  const { version: ifMatch } = await call<TicketTypeView>('GET', '/ticket-types/{key}', { key: 'lamp' });
  await call('PUT', '/ticket-types/{key}', { key: 'lamp', ifMatch, body: { name: 'A lamp', fields, steps } });
  for (const path of ['/ticket-types', '/ticket-types/{key}/form']) await call('GET', path, { key: 'lamp' });
  const values = { bulb: 'E27', payer: customerId };
  const body = {
    subject: 'The lamp flickers',
    type: 'lamp',
    product: 'Lamp 3',
    fields: values,
    customer: { id: customerId },
  };
  await call('POST', '/tickets', { body });
  const { id } = await call<TicketView>('POST', '/tickets', { body });
  await call('PUT', '/tickets/{id}/steps/{step}', { id, step: 'look', body: { done: true } });
  await payAttention(call, id);
  const filters: Record<string, string>[] = [
    { field: 'bulb:e27' },
    { field: 'bulb:e27', product: 'lamp 3', status: 'open' },
    { field: 'bulb:>27', status: 'open' },
    { tag: 'glass', region: 'north', status: 'closed' },
    { snoozed: 'true', assigneeId: 'ana', status: 'open' },
    { snoozed: 'false', watcherId: 'ana', collaboratorId: 'ben' },
  ];
  for (const filter of filters) {
    for (const order of ['due', 'newest', 'updated']) await everyPage(call, { ...filter, order });
  }
}

async function everyPage(call: Call, query: Record<string, string>): Promise<void> {
  const { next } = await call<TicketList>('GET', '/tickets', { query: { ...query, limit: '1' } });
  if (next) await call('GET', '/tickets', { query: { ...query, limit: '1', cursor: next } });
}

async function payAttention(call: Call, id: string): Promise<void> {
  const as = 'person:ana';
  for (const role of ['watchers', 'collaborators'] as const) {
    await call('POST', `/tickets/{id}/${role}`, { id, as, body: {} });
    await call('DELETE', `/tickets/{id}/${role}/{personId}`, { id, as, personId: 'me' });
  }
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await call('PUT', '/tickets/{id}/snooze', { id, as, body: { until } });
  await call('DELETE', '/tickets/{id}/snooze', { id, as });
}
