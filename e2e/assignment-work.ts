import type { AssignmentView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import type { Call } from './customer-work.js';

/** What administrators, leads and agents do about who has what. */
export async function workOnAssignment(call: Call): Promise<void> {
  await call('PUT', '/regions/{id}', { id: 'eu', body: { name: 'Europe' } });
  await call('PUT', '/regions/{id}', { id: 'de', body: { name: 'Germany', parentId: 'eu' } });
  await call('PUT', '/teams/{id}', { id: 'repairs', body: { name: 'Repairs', leadId: 'ana', regions: ['eu'] } });
  const hours = [{ day: 1, from: '00:00', to: '00:00' }];
  const calendar = { name: 'All Monday', timeZone: 'Europe/Berlin', hours };
  await call('PUT', '/shift-calendars/{id}', { id: 'monday', body: calendar });
  const queue = { name: 'Repairs', teamId: 'repairs', mode: 'queue', pickUpMinutes: 30 };
  await call('PUT', '/queues/{id}', { id: 'repairs', body: queue });
  const smart = { ...queue, name: 'Experts', mode: 'smart', presenceRule: 'declared', triageQueueId: 'repairs' };
  await call('PUT', '/queues/{id}', { id: 'experts', body: smart });
  const csv = 'id,name,teams,regions,capacity\nfay,Fay,repairs,de,16\ngus,Gus,repairs,eu,16\n';
  await call('POST', '/people/import', { body: { csv } });
  await call('PUT', '/people/{id}/presence', { id: 'fay', body: { presence: 'available' } });
  const rule = (queueId: string) => ({
    id: queueId,
    name: `Pumps to ${queueId}`,
    conditions: [{ field: 'tags', is: 'one-of', values: [`pump-${queueId}`] }],
    nearestOf: [queueId],
    queueId,
  });
  await call('PUT', '/routing-rules', { body: { rules: [rule('repairs'), rule('experts')] } });
  await call('GET', '/routing-rules');
  await call('POST', '/routing-rules/probe', { body: { ticket: { region: 'de', tags: ['pump-repairs'] } } });
  await takeTickets(call);
  for (const dryRun of [true, false]) {
    await call('POST', '/queues/{id}/rebalance', { id: 'repairs', body: { dryRun } });
    await call('POST', '/people/{id}/handover', { id: 'gus', body: { reason: 'Out of office', dryRun } });
  }
  await call('GET', '/workload', { query: { teamId: 'repairs' } });
  for (const path of ['/workload', '/workload/weights']) await call('GET', path);
  const period = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
  await call('POST', '/routing-rules/dry-run', { body: period });
  for (const path of ['/teams', '/regions', '/shift-calendars', '/queues']) await call('GET', path);
  await call('PUT', '/routing-rules', { body: { rules: [] } });
  for (const id of ['fay', 'gus']) await call('DELETE', '/people/{id}', { id });
  for (const id of ['experts', 'repairs']) await call('DELETE', '/queues/{id}', { id });
  await call('DELETE', '/teams/{id}', { id: 'repairs' });
  for (const id of ['de', 'eu']) await call('DELETE', '/regions/{id}', { id });
  await call('DELETE', '/shift-calendars/{id}', { id: 'monday' });
}

async function takeTickets(call: Call): Promise<void> {
  const open = async (tag: string): Promise<string> => {
    const customer = { name: 'A Plumber', email: 'plumber@pumps.example.test' };
    const report = { subject: 'The pump is loud', customer, tags: [tag] };
    return (await call<{ id: string }>('POST', '/tickets', { body: report })).id;
  };
  const waits = async (id: string, queueId: string): Promise<void> => {
    await eventually(async () => {
      const view = await call<AssignmentView>('GET', '/tickets/{id}/assignment', { id });
      expect(view).toMatchObject({ state: 'waiting', queueId });
    });
  };
  const [claimed, next] = [await open('pump-repairs'), await open('pump-repairs')];
  for (const id of [claimed, next]) await waits(id, 'repairs');
  await call('POST', '/tickets/{id}/assignment/claim', { id: claimed, body: { personId: 'fay' } });
  await call('POST', '/tickets/{id}/assignment/accept', { id: claimed, body: {} });
  await call('POST', '/people/{id}/next-ticket', { id: 'gus', body: {} });
  const unsure = await open('pump-experts');
  await eventually(async () => {
    const view = await call<AssignmentView>('GET', '/tickets/{id}/assignment', { id: unsure });
    expect(view.decisions).not.toEqual([]);
  });
  await call('POST', '/tickets/{id}/assignment', { id: unsure, body: { personId: 'gus' } });
  await call('POST', '/tickets/{id}/assignment/move', {
    id: unsure,
    body: { queueId: 'repairs', reason: 'Sure now.' },
  });
}
