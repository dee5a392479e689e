import type { AssetView, CustomerList, CustomerView } from '@deskbeat/contracts';

export type Call = <T = unknown>(
  method: string,
  path: string,
  parts?: {
    id?: string;
    cause?: string;
    language?: string;
    address?: string;
    query?: Record<string, string>;
    body?: unknown;
    ifMatch?: number;
  },
) => Promise<T>;

/** What agents do with customers. */
export async function workOnCustomers(call: Call): Promise<void> {
  const create = (body: object): Promise<CustomerView> => call('POST', '/customers', { body });
  const { id: organisation } = await create({ kind: 'organisation', name: 'North School' });
  const email = { kind: 'email', value: 'head@school.example.test' };
  const { id, version } = await create({ name: 'Ana', identities: [email], organisationIds: [organisation] });
  await call('PATCH', '/customers/{id}', { id, ifMatch: version, body: { tier: 'premium', notes: 'Early bird.' } });
  const phone = { kind: 'phone', value: '+49 30 9018300' };
  await call('POST', '/customers/{id}/identities', { id, body: phone });
  await call('POST', '/customers/{id}/identities/verify', { id, body: phone });
  await call('DELETE', '/customers/{id}/identities', { id, query: phone });
  const { id: twin } = await create({ name: 'Ana' });
  await call('POST', '/customers/{id}/merge', { id: twin, body: { into: id } });
  await call('GET', '/tickets', { query: { customerId: id } });
  await call('GET', '/customers/{id}/history', { id });
  await lookAfterAssets(call, id);
  await everyPage(call, { q: 'a' }, '/search/customers');
  await call('GET', '/customers/{id}/duplicates', { id });
  const fields = [{ key: 'contract', label: 'Contract', kind: 'text' }];
  await call('GET', '/field-rules');
  await call('GET', '/session/field-limits');
  await call('PUT', '/field-rules', { body: { rules: [] } });
  await call('GET', '/customer-fields');
  await call('PUT', '/customer-fields', { body: { fields } });
  await importAndExport(call);
  await call('POST', '/customers/{id}/unmerge', { id: twin, body: {} });
  await everyPage(call, { organisationId: organisation });
  await everyPage(call, { identity: email.value });
}

async function importAndExport(call: Call): Promise<void> {
  const { id } = await call<{ id: string }>('POST', '/customers/imports', { body: { dryRun: false } });
  const text = `name,email\nAna,head@school.example.test\nBen,ben@school.example.test\nEva,nobody\n`;
  await call('POST', '/customers/imports/{id}/parts', { id, body: { part: 0, text, last: true } });
  await call('GET', '/customers/imports/{id}', { id });
  for (const query of [{ limit: '1' }, { outcome: 'failed' }] as Record<string, string>[]) {
    await call('GET', '/customers/imports/{id}/rows', { id, query });
  }
  await call('GET', '/customers/export');
}

/** Of another system, first only to see what would become of them. */
export async function bringTickets(call: Call): Promise<void> {
  const text = 'externalId,subject\n1,Brought along\n';
  for (const dryRun of [true, false]) {
    const { id } = await call<{ id: string }>('POST', '/imports/tickets', { body: { source: 'old', dryRun } });
    await call('POST', '/imports/tickets/{id}/parts', { id, body: { part: 0, text, last: true } });
    await call('GET', '/imports/tickets/{id}', { id });
    for (const query of [{ limit: '1' }, { outcome: 'failed' }] as Record<string, string>[]) {
      await call('GET', '/imports/tickets/{id}/rows', { id, query });
    }
  }
}

async function lookAfterAssets(call: Call, customerId: string): Promise<void> {
  const register = (serial: string): Promise<AssetView> =>
    call('POST', '/assets', { body: { product: 'Lamp', serial, customerId } });
  const { id, version } = await register('L-1');
  await register('L-2');
  await call('PATCH', '/assets/{id}', { id, ifMatch: version, body: { location: 'Room 4' } });
  await call('GET', '/assets/{id}', { id });
  const filters: Record<string, string>[] = [{}, { customerId }, { serial: 'l-' }];
  for (const filter of filters) await everyPage(call, filter, '/assets');
}

async function everyPage(call: Call, filter: Record<string, string>, path = '/customers'): Promise<void> {
  const query = { ...filter, limit: '1' };
  const { next } = await call<CustomerList>('GET', path, { query });
  if (next) await call('GET', path, { query: { ...query, cursor: next } });
}
