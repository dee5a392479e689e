import type { CustomerList, CustomerView } from '@deskbeat/contracts';

export type Call = <T = unknown>(
  method: string,
  path: string,
  parts?: { id?: string; query?: Record<string, string>; body?: unknown; ifMatch?: number },
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
  await call('POST', '/customers/{id}/unmerge', { id: twin, body: {} });
  await everyPage(call, { organisationId: organisation });
  await everyPage(call, { identity: email.value });
}

async function everyPage(call: Call, filter: Record<string, string>): Promise<void> {
  const query = { ...filter, limit: '1' };
  const { next } = await call<CustomerList>('GET', '/customers', { query });
  if (next) await call('GET', '/customers', { query: { ...query, cursor: next } });
}
