import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  authenticate,
  credentialsChanged,
  endSession,
  listTickets,
  Problem,
  renewSession,
  signIn,
  type Authenticated,
  type IssuedTokens,
} from '@deskbeat/contracts';
import { Credentials, digestOf, makeKeys } from '@deskbeat/identity';
import { connectBus } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { startGateway, type Edge } from './start-gateway.js';

const keys = mkdtempSync(join(tmpdir(), 'deskbeat-gateway-'));
const credentials = { email: 'ana@desk.example.test', password: 'violet kettle maps' };
let edge: Edge;
let signals: NatsConnection;
const session = (id = 's1'): Authenticated => ({
  identity: { kind: 'person', id: 'ana', name: 'Ana', role: 'agent', teams: ['t1'], session: id },
  sessionId: id,
  use: 'program',
  email: credentials.email,
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  renewAt: new Date(Date.now() - 1).toISOString(),
});
beforeAll(async () => {
  await makeKeys(keys, ['gateway']);
  edge = await startGateway({ ACCESS: 'enforced', IDENTITY_KEYS: keys });
  signals = await connectBus(edge.bus.url, 'test');
});
afterAll(async () => {
  await signals.close();
  await edge.stop();
  rmSync(keys, { recursive: true });
});
beforeEach(() => {
  for (const contract of [signIn, authenticate, renewSession]) edge.owners.answer(contract, session());
  edge.owners.answer(listTickets, { items: [] });
});

const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${edge.url}/api/v1/tokens${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (path: string, token: string): Promise<Response> =>
  fetch(`${edge.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
const issued = async (): Promise<IssuedTokens> => (await (await post('', credentials)).json()) as IssuedTokens;
const statusOf = async (token: string): Promise<number> => (await get('/session', token)).status;
const changed = (...ids: string[]): void => signals.publish(credentialsChanged.subject, JSON.stringify({ ids }));

describe('an access token', () => {
  it('is got for a password, with a refresh token whose digest alone the owner learns; nothing keeps the answer', async () => {
    const answer = await post('', credentials, { 'user-agent': 'billing/1' });
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.getSetCookie()]).toEqual([
      201,
      'no-store',
      [],
    ]);
    const tokens = (await answer.json()) as IssuedTokens;
    expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 300, identity: { id: 'ana', role: 'agent' } });
    const { payload } = edge.owners.received.find(({ subject }) => subject === signIn.subject)!;
    expect(payload).toMatchObject({ use: 'program', device: 'billing/1', digest: digestOf(tokens.refreshToken) });
    expect(JSON.stringify(payload)).not.toContain(tokens.refreshToken);
  });

  it('lets its holder in without asking anybody who that is', async () => {
    const { accessToken } = await issued();
    const before = edge.owners.received.length;
    expect((await get('/tickets', accessToken)).status).toBe(200);
    expect(edge.owners.received.slice(before)).toMatchObject([
      { subject: listTickets.subject, actor: { kind: 'person', id: 'ana', name: 'Ana' } },
    ]);
    expect(await (await get('/session', accessToken)).json()).toMatchObject({
      use: 'program',
      identity: { id: 'ana' },
    });
  });

  it('is not the signature of the bus, and not one of somebody else’s key', async () => {
    const other = mkdtempSync(join(tmpdir(), 'deskbeat-gateway-'));
    await makeKeys(other, ['gateway']);
    const [ours, theirs] = [await Credentials.from(keys, 'gateway'), await Credentials.from(other, 'gateway')];
    rmSync(other, { recursive: true });
    const { identity } = session();
    const { accessToken } = await issued();
    const changedText = accessToken.replace(/\.(.)/, (_, first: string) => `.${first === 'a' ? 'b' : 'a'}`);
    for (const token of [await ours.sign(identity), await theirs.sign(identity), changedText, 'a.b.c']) {
      expect(await statusOf(token)).toBe(401);
    }
  });

  it('ends with its session, and with a change of the account until it is refreshed', async () => {
    const { accessToken } = await issued();
    edge.owners.answer(signIn, session('s2'));
    const other = await issued();
    expect([await statusOf(accessToken), await statusOf(other.accessToken)]).toEqual([200, 200]);
    changed('s1');
    await eventually(async () => expect(await statusOf(accessToken)).toBe(401));
    expect(await statusOf(other.accessToken)).toBe(200);
    changed('ana');
    await eventually(async () => expect(await statusOf(other.accessToken)).toBe(401));
    edge.owners.answer(renewSession, session('s2'));
    const fresh = (await (await post('/refresh', { refreshToken: other.refreshToken })).json()) as IssuedTokens;
    expect(await statusOf(fresh.accessToken)).toBe(200);
  });
});

describe('a refresh token', () => {
  it('is exchanged for another one', async () => {
    edge.owners.answer(signIn, session('s3'));
    const { refreshToken } = await issued();
    const answer = await post('/refresh', { refreshToken });
    const next = (await answer.json()) as IssuedTokens;
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(next.refreshToken).not.toBe(refreshToken);
    expect(edge.owners.last()).toMatchObject({
      subject: renewSession.subject,
      payload: { digest: digestOf(refreshToken), nextDigest: digestOf(next.refreshToken) },
    });
  });

  it('that is no good is refused, and one that cannot be one asks nobody', async () => {
    const { refreshToken } = await issued();
    edge.owners.answer(renewSession, new Problem('unauthenticated'));
    expect((await post('/refresh', { refreshToken })).status).toBe(401);
    const asked = edge.owners.received.length;
    for (const wrong of ['x', 'p'.repeat(43), { $ne: '' }, undefined]) {
      const answer = await post('/refresh', { refreshToken: wrong });
      const { status, errors } = (await answer.json()) as { status: number; errors: { pointer: string }[] };
      expect([status, new Set(errors.map(({ pointer }) => pointer))]).toEqual([422, new Set(['/refreshToken'])]);
    }
    expect(edge.owners.received.length).toBe(asked);
  });

  it('is no session of a browser, nor a key', async () => {
    const { refreshToken } = await issued();
    const withCookie = await fetch(`${edge.url}/api/v1/session`, { headers: { cookie: `deskbeat=${refreshToken}` } });
    expect(withCookie.status).toBe(401);
  });

  it('is taken back with its session; what is good for nothing ends nothing', async () => {
    edge.owners.answer(endSession, { ended: 1 });
    const { refreshToken } = await issued();
    expect(await (await post('/revocation', { refreshToken })).json()).toEqual({ ended: 1 });
    expect(edge.owners.last()).toMatchObject({ payload: { sessionId: 's1' }, actor: { kind: 'person', id: 'ana' } });
    edge.owners.answer(authenticate, new Problem('unauthenticated'));
    expect(await (await post('/revocation', { refreshToken })).json()).toEqual({ ended: 0 });
  });
});
