import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  authenticate,
  credentialsChanged,
  endSession,
  listSessions,
  listTickets,
  Problem,
  readLink,
  renewSession,
  signIn,
  useLink,
  type Authenticated,
  type PermissionList,
} from '@deskbeat/contracts';
import { makeKeys } from '@deskbeat/identity';
import { connectBus } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { startGateway, type Edge } from './start-gateway.js';

const keys = mkdtempSync(join(tmpdir(), 'deskbeat-gateway-'));
let edge: Edge;
let signals: NatsConnection;
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();
const session = (more: Partial<Authenticated> = {}): Authenticated => ({
  identity: { kind: 'person', id: 'ana', name: 'Ana', role: 'agent', teams: ['t1'], session: 's1' },
  sessionId: 's1',
  use: 'browser',
  email: 'ana@desk.example.test',
  expiresAt: soon(3_600_000),
  renewAt: soon(1_800_000),
  ...more,
});
beforeAll(async () => {
  await makeKeys(keys, ['gateway']);
  edge = await startGateway({ ACCESS: 'enforced', IDENTITY_KEYS: keys, PUBLIC_URL: 'http://desk.example.test' });
  signals = await connectBus(edge.bus.url, 'test');
});
afterAll(async () => {
  await signals.close();
  await edge.stop();
  rmSync(keys, { recursive: true });
});
beforeEach(() => {
  for (const contract of [signIn, authenticate, renewSession]) edge.owners.answer(contract, session());
});

const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: object): Promise<Response> =>
  fetch(edge.url + path, {
    method,
    redirect: 'manual',
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
  });
const credentials = { email: 'ana@desk.example.test', password: 'violet kettle maps' };
async function newCookie(): Promise<string> {
  const answer = await ask('POST', '/api/v1/sessions', {}, credentials);
  expect(answer.status).toBe(201);
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}
const askedFor = ({ subject }: { subject: string }): number =>
  edge.owners.received.filter((one) => one.subject === subject).length;

describe('signing in', () => {
  it('gives a secret in a cookie that no script reads, and tells the owner its digest only', async () => {
    const answer = await ask('POST', '/api/v1/sessions', { 'user-agent': 'Firefox' }, credentials);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^deskbeat=[\w-]{43}; Path=\/; Max-Age=3\d{3}; HttpOnly; SameSite=Lax$/);
    const secret = /=([\w-]{43})/.exec(cookie!)![1]!;
    const view = (await answer.json()) as object;
    expect(view).toMatchObject({ identity: { id: 'ana', role: 'agent' }, email: 'ana@desk.example.test' });
    const { payload, actor } = edge.owners.received.find(({ subject }) => subject === signIn.subject)!;
    expect(payload).toMatchObject({ ...credentials, use: 'browser', device: 'Firefox', address: '127.0.0.1' });
    expect(actor).toEqual({ kind: 'system', id: 'gateway' });
    expect(JSON.stringify([payload, view])).not.toContain(secret);
  });

  it('never goes on with a secret that was there before', async () => {
    const planted = `deskbeat=${'p'.repeat(43)}`;
    const answer = await ask('POST', '/api/v1/sessions', { cookie: planted }, credentials);
    expect(answer.headers.getSetCookie()[0]).not.toContain(planted);
  });

  it('says in one way that it failed', async () => {
    edge.owners.answer(signIn, new Problem('sign-in-failed'));
    const answer = await ask('POST', '/api/v1/sessions', {}, credentials);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []]);
    expect(await answer.json()).toMatchObject({ code: 'sign-in-failed' });
  });

  it('takes nothing but address, password and code', async () => {
    await ask('POST', '/api/v1/sessions', {}, { ...credentials, digest: 'x'.repeat(43), use: 'program' });
    expect(edge.owners.last().payload).not.toMatchObject({ digest: 'x'.repeat(43) });
  });
});

describe('a request', () => {
  it('without credentials is refused, except where anybody may come', async () => {
    for (const path of ['/api/v1/tickets', '/api/v1/session', '/api/v1/live', '/metrics']) {
      const answer = await ask('GET', path, { 'x-deskbeat-actor': 'person:root' });
      expect([path, answer.status]).toEqual([path, 401]);
    }
    for (const path of ['/health/live', '/api/docs', '/api/openapi.json', '/confirm/x', '/']) {
      expect([path, (await ask('GET', path)).status]).not.toEqual([path, 401]);
    }
  });

  it('with a cookie is done for whose it is, whatever else it claims', async () => {
    edge.owners.answer(listTickets, { items: [] });
    const cookie = await newCookie();
    await ask('GET', '/api/v1/tickets', { cookie, 'x-deskbeat-actor': 'person:root' });
    expect(edge.owners.last()).toMatchObject({ actor: { kind: 'person', id: 'ana', name: 'Ana' } });
    expect(await (await ask('GET', '/api/v1/session', { cookie })).json()).toMatchObject({
      identity: { kind: 'person', id: 'ana', role: 'agent', teams: ['t1'] },
    });
  });

  it('says what of all that there is to be permitted its sender may', async () => {
    const answer = await ask('GET', '/api/v1/permissions', { cookie: await newCookie() });
    const { items } = (await answer.json()) as PermissionList;
    const may = (key: string) => items.find((one) => one.key === key)?.may;
    expect(['sla.list-policies', 'sla.change-policy', 'access.list-keys'].map(may)).toEqual(['yes', 'no', 'no']);
  });

  it('asks the owner once, and again at once when the session was ended elsewhere', async () => {
    const cookie = await newCookie();
    const before = askedFor(authenticate);
    for (let n = 0; n < 5; n++) await ask('GET', '/api/v1/session', { cookie });
    expect(askedFor(authenticate)).toBe(before + 1);
    edge.owners.answer(authenticate, new Problem('unauthenticated'));
    signals.publish(credentialsChanged.subject, JSON.stringify({ ids: ['s1'] }));
    await eventually(async () => expect((await ask('GET', '/api/v1/session', { cookie })).status).toBe(401));
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.test' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example.test' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: 'http://desk.example.test' }, 200],
  ])('that changes something is not taken from a page of another site: %j', async (from, status) => {
    const cookie = await newCookie();
    edge.owners.answer(endSession, { ended: 1 });
    expect((await ask('DELETE', '/api/v1/sessions/s2', { cookie, ...from } as never)).status).toBe(status);
    const signedIn = await ask('POST', '/api/v1/sessions', from as never, credentials);
    expect(signedIn.status === 201).toBe(status === 200);
  });

  it('after half an hour brings a new secret; the owner learns its digest', async () => {
    edge.owners.answer(authenticate, session({ renewAt: soon(-1_000) }));
    const cookie = await newCookie();
    const answer = await ask('GET', '/api/v1/session', { cookie });
    expect(answer.status).toBe(200);
    const [renewed] = answer.headers.getSetCookie();
    expect(renewed).toMatch(/^deskbeat=[\w-]{43};/);
    expect(renewed).not.toContain(cookie);
    edge.owners.answer(authenticate, session({ renewAt: soon(-1_000) }));
    edge.owners.answer(renewSession, new Problem('service-unavailable'));
    const again = await ask('GET', '/api/v1/session', { cookie: await newCookie() });
    expect([again.status, again.headers.getSetCookie()]).toEqual([200, []]);
  });
});

it('every answer keeps browsers from framing, guessing and telling others', async () => {
  for (const path of ['/api/v1/session', '/api/docs', '/health/live', '/nothing']) {
    const { headers } = await ask('GET', path);
    const said = ['x-content-type-options', 'x-frame-options', 'referrer-policy', 'cross-origin-resource-policy'];
    expect([path, said.map((name) => headers.get(name))]).toEqual([
      path,
      ['nosniff', 'DENY', 'same-origin', 'same-origin'],
    ]);
  }
});

describe('sessions', () => {
  it('are listed and ended through their owner, who knows whose they are', async () => {
    const cookie = await newCookie();
    edge.owners.answer(listSessions, { items: [] });
    edge.owners.answer(endSession, { ended: 1 });
    expect((await ask('GET', '/api/v1/sessions', { cookie })).status).toBe(200);
    await ask('DELETE', '/api/v1/sessions/s7', { cookie });
    expect(edge.owners.last()).toMatchObject({ payload: { sessionId: 's7' }, actor: { id: 'ana' } });
    const out = await ask('DELETE', '/api/v1/session', { cookie });
    expect(out.headers.getSetCookie()).toEqual(['deskbeat=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax']);
    expect(edge.owners.last()).toMatchObject({ payload: { sessionId: 's1' }, actor: { id: 'ana' } });
  });
});

describe('a link to choose a password by', () => {
  const view = { purpose: 'set-up', expiresAt: soon(1_000), minLength: 12 };
  const page = { accept: 'text/html' };
  const form = { ...page, 'content-type': 'application/x-www-form-urlencoded' };
  const send = (body: string): Promise<Response> =>
    fetch(`${edge.url}/welcome/token`, { method: 'POST', redirect: 'manual', headers: form, body });

  it('is a page without a script that keeps its address to itself', async () => {
    edge.owners.answer(readLink, view);
    const answer = await ask('GET', '/welcome/token', page);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('minlength="12"');
    expect(edge.owners.last().payload).toEqual({ digest: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it('signs in whoever chose one, and shows what is wrong without the password', async () => {
    edge.owners.answer(readLink, view);
    const errors = [{ pointer: '/password', message: 'no' }];
    edge.owners.answer(useLink, new Problem('validation-failed', { errors }));
    const refused = await send('email=a%40b.test&name=%22%3E%3Cscript%3E&password=password1234');
    const text = await refused.text();
    expect(refused.status).toBe(422);
    expect(text).toContain('too easy to guess');
    expect(text).not.toMatch(/password1234|<script>/);
    edge.owners.answer(useLink, { accountId: 'ana', email: 'a@b.test', session: session() });
    const answer = await send('email=a%40b.test&name=Ana&password=violet+kettle+maps');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^deskbeat=[\w-]{43};/);
    expect(edge.owners.last().payload).toMatchObject({
      email: 'a@b.test',
      name: 'Ana',
      password: 'violet kettle maps',
    });
  });
});
