import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { getTicket, listTickets, openTicket, Problem } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startGateway, type Edge } from './start-gateway.js';

let edge: Edge;
beforeAll(async () => (edge = await startGateway({ MAX_IN_FLIGHT: '2', RATE_LIMIT: '0' })));
afterAll(() => edge.stop());

const json = { 'content-type': 'application/json' };
const post = (body: string | Uint8Array, headers: Record<string, string> = json): Promise<Response> =>
  fetch(`${edge.url}/api/v1/tickets`, { method: 'POST', headers, body });

/** A path as it is, which `fetch` would put right. */
const raw = (method: string, path: string): Promise<{ status?: number; type?: string; body: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(`${edge.url}`, { method, path }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], body }));
    });
    sent.on('error', reject).end();
  });

describe('bad input is a clear problem and asks nobody', () => {
  it.each<[string, number, string, string | Uint8Array, Record<string, string>]>([
    ['no JSON', 400, 'malformed-request', '{"subject":', json],
    ['nothing', 400, 'malformed-request', '', json],
    ['a list', 400, 'malformed-request', '[]', json],
    ['null', 400, 'malformed-request', 'null', json],
    ['a string', 400, 'malformed-request', '"x"', json],
    ['a prototype key', 400, 'malformed-request', '{"__proto__":{"channel":"web"}}', json],
    ['a constructor key', 400, 'malformed-request', '{"constructor":{"prototype":{}}}', json],
    ['bytes that are not UTF-8', 400, 'malformed-request', new Uint8Array([0x7b, 0xff, 0x7d]), json],
    ['deep nesting', 400, 'malformed-request', '['.repeat(100_000), json],
    ['a form', 415, 'unsupported-media-type', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', 415, 'unsupported-media-type', '{}', { 'content-type': 'text/plain' }],
    ['XML', 415, 'unsupported-media-type', '<a/>', { 'content-type': 'application/xml' }],
    ['too much', 413, 'payload-too-large', JSON.stringify({ text: 'a'.repeat(262_144) }), json],
    ['an unknown kind of actor', 400, 'malformed-request', '{}', { ...json, 'x-deskbeat-actor': 'robot:1' }],
  ])('%s', async (_, status, code, body, headers) => {
    const asked = edge.owners.received.length;
    const response = await post(body, headers);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code, instance: '/api/v1/tickets' });
    expect([response.status, edge.owners.received.length]).toEqual([status, asked]);
  });

  it.each<[string, string, number, string]>([
    ['GET', '/api/v1/tickets?status[$ne]=new', 422, 'validation-failed'],
    ['GET', '/api/v1/tickets?status=new&status=closed', 422, 'validation-failed'],
    ['GET', '/api/v1/tickets?limit=many', 422, 'validation-failed'],
    ['GET', '/api/v1/tickets/t1?expand=all', 422, 'validation-failed'],
    ['GET', '/api/v1/queues?a=b', 422, 'validation-failed'],
    ['GET', '/api/v1/live?ticket=1', 422, 'validation-failed'],
    ['GET', '/api/v1/tickets/%zz', 400, 'malformed-request'],
    ['GET', `/api/v1/tickets/${'a'.repeat(300)}`, 404, 'not-found'],
    ['GET', '/api/v1/nothing', 404, 'not-found'],
    ['GET', '/api/docs/..%2fpackage.json', 404, 'not-found'],
    ['DELETE', '/api/v1/tickets', 405, 'method-not-allowed'],
    ['PATCH', '/api/v1/tickets/t1', 428, 'precondition-required'],
    ['POST', '/api/v1/tickets', 400, 'malformed-request'],
  ])('%s %s', async (method, path, status, code) => {
    const asked = edge.owners.received.length;
    const answer = await raw(method, path);
    expect(JSON.parse(answer.body)).toMatchObject({ status, code });
    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
    expect(edge.owners.received.length).toBe(asked);
  });
});

it('operators in a body reach the owner as plain data, to be refused there', async () => {
  edge.owners.answer(
    openTicket,
    new Problem('validation-failed', { errors: [{ pointer: '/customer/id', message: 'no' }] }),
  );
  const response = await post('{"customer":{"id":{"$ne":null}}}');
  expect(edge.owners.last().payload).toMatchObject({ customer: { id: { $ne: null } } });
  expect(await response.json()).toMatchObject({ status: 422, errors: [{ pointer: '/customer/id' }] });
});

it('a wrong method is told which ones fit', async () => {
  const response = await fetch(`${edge.url}/api/v1/tickets/t1`, { method: 'DELETE' });
  expect(response.headers.get('allow')).toBe('GET, HEAD, PATCH');
});

describe('a change without the version that was seen', () => {
  it.each<[string | undefined, number]>([
    [undefined, 428],
    ['W/"1"', 412],
    ['"x"', 412],
    ['1', 400],
  ])('If-Match %p is answered with %p', async (ifMatch, status) => {
    const headers = { ...json, ...(ifMatch !== undefined && { 'if-match': ifMatch }) };
    const response = await fetch(`${edge.url}/api/v1/tickets/t1/status`, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(status);
  });
});

describe('what an owner says', () => {
  const read = (): Promise<Response> => fetch(`${edge.url}/api/v1/tickets/t1`);
  afterEach(() => edge.owners.answer(getTicket, {}));

  it('passes through with its members', async () => {
    edge.owners.answer(
      getTicket,
      new Problem('move-not-allowed', { detail: 'closed is final', context: { allowed: [] } }),
    );
    const response = await read();
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({
      type: 'urn:deskbeat:problem:move-not-allowed',
      title: 'The ticket cannot go there from its status',
      status: 409,
      code: 'move-not-allowed',
      detail: 'closed is final',
      allowed: [],
      instance: '/api/v1/tickets/t1',
      traceId: response.headers.get('x-trace-id'),
    });
  });

  it('carries Retry-After when it is too busy', async () => {
    edge.owners.answer(getTicket, new Problem('overloaded', { context: { retryAfterSeconds: 7 } }));
    expect((await read()).headers.get('retry-after')).toBe('7');
  });

  it('is not shown when it is unknown', async () => {
    edge.owners.answer(
      getTicket,
      Object.assign(new Error(), { toJSON: () => ({ message: 'secret' }) }) as unknown as Problem,
    );
    const response = await read();
    expect([response.status >= 500, (await response.text()).includes('secret')]).toEqual([true, false]);
  });
});

it('an answer that does not come is a deadline, and more requests than fit are told to come back', async () => {
  edge.owners.answer(getTicket, 'silence');
  const asked = edge.owners.received.length;
  const waiting = [1, 2].map(() => fetch(`${edge.url}/api/v1/tickets/t1`));
  await eventually(() => edge.owners.received.length === asked + 2);
  const shed = await fetch(`${edge.url}/api/v1/tickets`);
  expect([shed.status, shed.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await shed.json()).toMatchObject({ code: 'overloaded' });
  expect((await fetch(`${edge.url}/health/live`)).status).toBe(200);
  for (const late of await Promise.all(waiting)) expect(await late.json()).toMatchObject({ code: 'deadline-exceeded' });
  edge.owners.answer(listTickets, { items: [] });
  expect((await fetch(`${edge.url}/api/v1/tickets`)).status).toBe(200);
});

it('a client that holds its connection does not keep the gateway from closing', async () => {
  const other = await startGateway();
  const idle = connect(other.service.port, '127.0.0.1');
  await once(idle.resume(), 'connect');
  idle.write(
    'POST /api/v1/tickets HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
  );
  const closed = once(idle, 'close');
  await other.stop();
  await closed;
  expect(idle.destroyed).toBe(true);
});

it('a client that goes away gives its place back', async () => {
  edge.owners.answer(getTicket, 'silence');
  const asked = edge.owners.received.length;
  const leaving = new AbortController();
  const left = [1, 2].map(() =>
    fetch(`${edge.url}/api/v1/tickets/t1`, { signal: leaving.signal }).catch(() => undefined),
  );
  await eventually(() => edge.owners.received.length === asked + 2);
  leaving.abort();
  await Promise.all(left);
  await eventually(async () => (await fetch(`${edge.url}/api/v1/tickets`)).status === 200);
});
