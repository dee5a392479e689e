import { expect } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import { getConfirmationLink, type TicketView } from '@deskbeat/contracts';
import { Caller } from '@deskbeat/tools';
import type { Desk } from './harness.js';

type Call = <T = unknown>(
  method: string,
  path: string,
  parts?: { id?: string; kind?: string; to?: string; body?: unknown; key?: string; as?: string },
) => Promise<T>;

const as = 'person:ana';

/** What agents do between tickets, and how a customer answers by link. */
export async function workOnRelations(call: Call, desk: Desk, used: Set<string>): Promise<void> {
  const open = (subject: string): Promise<TicketView> =>
    call('POST', '/tickets', { body: { subject, text: subject, customer: { email: 'kim@school.example.test' } } });
  const [parent, twin] = [await open('The gym is dark'), await open('Dark gym')];
  const { id } = parent;
  const sub = { id, as, key: 'sub-1', body: { subject: 'Order lamps' } };
  await call('POST', '/tickets/{id}/children', sub);
  await call('POST', '/tickets/{id}/children', sub);
  await call('POST', '/tickets/{id}/splits', { id, as, key: 'split-1', body: { entry: 1 } });
  await call('POST', '/tickets/{id}/links', { id: twin.id, as, body: { kind: 'related', to: parent.number } });
  await call('DELETE', '/tickets/{id}/links/{kind}/{to}', { id, as, kind: 'related', to: twin.number });
  await call('POST', '/tickets/{id}/merge', { id: twin.id, as, body: { into: parent.number } });
  await call('GET', '/tickets/{id}/relations', { id });
  const asked = await open('The hall is dark');
  await answerByLink(call, desk, used, asked.id);
  await call('POST', '/tickets/{id}/follow-up', { id: asked.id, as, body: {} });
}

async function answerByLink(call: Call, desk: Desk, used: Set<string>, ticketId: string): Promise<void> {
  await eventually(async () =>
    expect(await call('GET', '/tickets/{id}', { id: ticketId })).toMatchObject({ status: 'in-progress' }),
  );
  await call('POST', '/tickets/{id}/replies', { id: ticketId, as, body: { text: 'Done', moveTo: 'resolved' } });
  const bus = await Caller.connect(desk.system.natsUrl);
  const { url } = await bus.ask(getConfirmationLink, { ticketId }).finally(() => bus.close());
  const link = `${desk.api.url}${new URL(url).pathname}`;
  const seen = await fetch(link, { headers: { accept: 'text/html' } });
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const headers = { 'content-type': 'application/json' };
  const said = await fetch(link, { method: 'POST', headers, body: JSON.stringify({ answer: 'confirm', rating: 5 }) });
  expect(await said.json()).toMatchObject({ status: 'closed', rating: 5 });
  for (const method of ['GET', 'POST']) used.add(`${method} /confirm/{token}`);
}
