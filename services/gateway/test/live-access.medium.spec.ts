import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  authenticate,
  authenticateKey,
  credentialsChanged,
  Problem,
  signIn,
  type Authenticated,
  type Identity,
  type IssuedTokens,
} from '@deskbeat/contracts';
import { makeKeys, newSecret } from '@deskbeat/identity';
import { EventPublisher } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { LiveClients } from '../src/live/live-clients.js';
import { LiveFeed } from '../src/live/live-feed.js';
import { startGateway, type Edge } from './start-gateway.js';

const keys = mkdtempSync(join(tmpdir(), 'deskbeat-gateway-'));
let edge: Edge;
const open: AbortController[] = [];
beforeAll(async () => {
  await makeKeys(keys, ['gateway']);
  edge = await startGateway({ ACCESS: 'enforced', IDENTITY_KEYS: keys });
});
afterAll(async () => {
  for (const one of open) one.abort();
  await edge.stop();
  rmSync(keys, { recursive: true });
});

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();
const session = (id: string, sessionId: string): Authenticated => ({
  identity: { kind: 'person', id, role: 'manager', teams: [], session: sessionId },
  sessionId,
  use: 'browser',
  expiresAt: inAnHour(),
  renewAt: inAnHour(),
});
const cookie = (): Record<string, string> => ({ cookie: `deskbeat=${newSecret()}` });
const changed = (...ids: string[]): void => edge.service.app.get(EventPublisher).signal(credentialsChanged, { ids });

/** Follows the feed with these credentials, and says whether it was ended. */
async function follow(headers: Record<string, string>): Promise<{ status: number; ended: () => boolean }> {
  const connection = new AbortController();
  open.push(connection);
  const response = await fetch(`${edge.url}/api/v1/live`, { headers, signal: connection.signal });
  let ended = false;
  void response.text().then(
    () => (ended = true),
    () => undefined,
  );
  return { status: response.status, ended: () => ended };
}
const endsSoon = (feed: { ended: () => boolean }): Promise<void> => eventually(() => expect(feed.ended()).toBe(true));

beforeEach(() => {
  edge.owners.answer(authenticate, session('ana', 's1'));
});

it('the feed of a session that was ended ends at once, and does not open again; others go on', async () => {
  const [mine, headers] = [cookie(), cookie()];
  const feed = await follow(mine);
  edge.owners.answer(authenticate, session('ana', 's2'));
  const other = await follow(headers);
  edge.owners.answer(authenticate, new Problem('unauthenticated'));
  changed('s1');
  await endsSoon(feed);
  expect((await follow(mine)).status).toBe(401);
  expect([other.status, other.ended()]).toEqual([200, false]);
});

it('the feeds of an account end with it, or come in again with what it may now', async () => {
  edge.owners.answer(authenticate, session('ben', 's3'));
  const feed = await follow(cookie());
  changed('ben');
  await endsSoon(feed);
});

it('the feed of a program ends with its key, and with its token’s session', async () => {
  const identity: Identity = { kind: 'system', id: 'k1', role: 'manager', teams: [], session: 'k1' };
  edge.owners.answer(authenticateKey, { identity, keyId: 'k1', actsForOthers: false });
  const byKey = await follow({ authorization: `Bearer ${newSecret()}` });
  edge.owners.answer(signIn, { ...session('cleo', 's4'), use: 'program' });
  const asked = { email: 'cleo@desk.example.test', password: 'violet kettle maps' };
  const answer = await fetch(`${edge.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  const { accessToken } = (await answer.json()) as IssuedTokens;
  const byToken = await follow({ authorization: `Bearer ${accessToken}` });
  expect([byKey.status, byToken.status]).toEqual([200, 200]);
  changed('k1');
  await endsSoon(byKey);
  expect(byToken.ended()).toBe(false);
  changed('s4');
  await endsSoon(byToken);
});

it('a feed lasts no longer than what it was opened with', () => {
  const clients = new LiveClients();
  const said: string[] = [];
  const client = (name: string, until: number) => ({
    credit: { ids: [], until },
    beat: () => void said.push(`${name} beat`),
    end: () => void said.push(`${name} ended`),
  });
  for (const one of [client('over', 1_000), client('good', 1_001)]) clients.add(one as never);
  clients.beat(1_000);
  expect(said).toEqual(['over ended', 'good beat']);
});

it('after a time without the bus every feed comes in again', async () => {
  edge.owners.answer(authenticate, session('dan', 's5'));
  const feed = await follow(cookie());
  expect(edge.service.app.get(LiveFeed).size).toBeGreaterThan(0);
  await edge.bus.kill9();
  await edge.bus.restart();
  await eventually(() => expect(feed.ended()).toBe(true), { timeout: 10_000 });
});
