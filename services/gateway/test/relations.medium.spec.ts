import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openFollowUp, openSubticket, splitTicket } from '@deskbeat/contracts';
import { startGateway, type Edge } from './start-gateway.js';

let edge: Edge;
beforeAll(async () => (edge = await startGateway()));
afterAll(() => edge.stop());

it.each([
  ['children', openSubticket, { subject: 'a' }],
  ['splits', splitTicket, { entry: 2 }],
  ['follow-up', openFollowUp, {}],
] as const)('%s of a ticket are tickets of their own, with a place', async (part, contract, body) => {
  edge.owners.answer(contract, { ticket: { id: 't2', version: 1 }, created: true });
  const key: Record<string, string> = part === 'follow-up' ? {} : { 'idempotency-key': 'k1' };
  const response = await fetch(`${edge.url}/api/v1/tickets/t1/${part}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...key },
    body: JSON.stringify(body),
  });
  expect([response.status, response.headers.get('location')]).toEqual([201, '/api/v1/tickets/t2']);
  const sent = part === 'follow-up' ? {} : { idempotencyKey: 'k1' };
  expect(edge.owners.last()).toMatchObject({
    subject: contract.subject,
    payload: { ...body, ...sent, ticketId: 't1' },
  });
});
