import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authenticate, authenticateKey, Problem, type Authenticated, type Identity } from '@deskbeat/contracts';
import { makeKeys, newSecret } from '@deskbeat/identity';
import { eventually } from '@deskbeat/testing';
import { startGateway, type Edge } from './start-gateway.js';

const keys = mkdtempSync(join(tmpdir(), 'deskbeat-gateway-'));
const limits = { RATE_WINDOW_SECONDS: '86400', RATE_LIMIT: '200', RATE_LIMIT_ACCOUNT: '20', RATE_LIMIT_KEY: '10' };
const trusting = { ACCESS: 'enforced', IDENTITY_KEYS: keys, TRUST_PROXY: '127.0.0.1' };
let edge: Edge;
let other: Edge;
beforeAll(async () => {
  await makeKeys(keys, ['gateway']);
  edge = await startGateway({ ...limits, ...trusting });
  other = await startGateway({ ...limits, ...trusting, NATS_URL: edge.bus.url });
});
afterAll(async () => {
  await other.stop();
  await edge.stop();
  rmSync(keys, { recursive: true });
});

let addresses = 0;
/** Somebody who has not been here, from an address of their own. */
const from = (): Record<string, string> => ({ 'x-forwarded-for': `198.51.100.${++addresses}` });
const ask = ({ url }: Edge, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/api/v1/session`, { headers });
const policyOf = ({ headers }: Response): [string | null, string | null] => [
  headers.get('ratelimit-policy'),
  headers.get('ratelimit')?.replaceAll(/t=\d+/g, 't') ?? null,
];

const person = (id: string): Authenticated => ({
  identity: { kind: 'person', id, role: 'agent', teams: [], session: `s-${id}` },
  sessionId: `s-${id}`,
  use: 'browser',
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  renewAt: new Date(Date.now() + 3_600_000).toISOString(),
});
/** The credentials of an account; each call is another session of it. */
function session(id: string): Record<string, string> {
  edge.owners.answer(authenticate, person(id));
  return { cookie: `deskbeat=${newSecret()}` };
}
function key(keyId: string): Record<string, string> {
  const identity: Identity = { kind: 'system', id: keyId, role: 'agent', teams: [], session: keyId };
  edge.owners.answer(authenticateKey, { identity, keyId, actsForOthers: false });
  return { authorization: `Bearer ${newSecret()}` };
}

/** Requests until one is refused, by turns at both gateways. */
async function untilRefused(headers: () => Record<string, string>): Promise<{ passed: number; refused: Response }> {
  for (let passed = 0; ; passed++) {
    const answer = await ask(passed % 2 ? other : edge, headers());
    if (answer.status === 429) return { passed, refused: answer };
    expect(answer.status).toBe(200);
  }
}

describe('a limit', () => {
  it('is said with each answer, as the standard has it', async () => {
    const answer = await ask(edge, { ...session('ana'), ...from() });
    expect(policyOf(answer)).toEqual([
      '"address";q=200;w=86400, "account";q=20;w=86400',
      '"address";r=199;t, "account";r=19;t',
    ]);
    expect(Number(/t=(\d+)/.exec(answer.headers.get('ratelimit')!)![1])).toBeLessThanOrEqual(86_400);
  });

  it('of an account holds at two gateways together, whatever its sessions and addresses', async () => {
    const { passed, refused } = await untilRefused(() => ({ ...session('ben'), ...from() }));
    // Refused late by as much as signals take; two that know nothing of each other would let pass twice as many.
    expect(passed).toBeGreaterThanOrEqual(20);
    expect(passed).toBeLessThan(2 * 20);
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests', 'violated-policies': ['account'] });
    expect(refused.headers.get('ratelimit')).toMatch(/"account";r=0;t=\d+$/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await eventually(async () => {
      for (const gateway of [edge, other]) {
        expect((await ask(gateway, { ...session('ben'), ...from() })).status).toBe(429);
      }
    });
    expect((await ask(other, { ...session('cleo'), ...from() })).status).toBe(200);
  });

  it('of a key holds at two gateways together, and the operator’s key has none', async () => {
    const one = key('billing');
    const { passed, refused } = await untilRefused(() => ({ ...one, ...from() }));
    expect(passed).toBeGreaterThanOrEqual(10);
    expect(passed).toBeLessThan(2 * 10);
    expect(await refused.json()).toMatchObject({ 'violated-policies': ['key'] });
    const operators = key('operator');
    for (let n = 0; n < 15; n++) expect((await ask(edge, { ...operators, ...from() })).status).toBe(200);
  });

  it('of an address holds at two gateways together, before anybody is asked who that is', async () => {
    const address = from();
    edge.owners.answer(authenticate, new Problem('unauthenticated'));
    const askAs = (gateway: Edge) => ask(gateway, { cookie: `deskbeat=${newSecret()}`, ...address });
    const passed = async (gateway: Edge): Promise<number> => {
      const answers = await Promise.all(Array.from({ length: 120 }, () => askAs(gateway)));
      return answers.filter(({ status }) => status === 401).length;
    };
    expect(await passed(edge)).toBe(120);
    let looks = 0;
    await eventually(async () => {
      looks++;
      expect((await askAs(other)).headers.get('ratelimit')).toContain(`"address";r=${200 - 120 - looks};`);
    });
    expect(await passed(other)).toBe(200 - 120 - looks);
    const asked = edge.owners.received.length;
    expect((await askAs(other)).status).toBe(429);
    expect(edge.owners.received).toHaveLength(asked);
    expect((await ask(other, from())).status).toBe(401);
  });
});

it('health checks are not counted', async () => {
  const headers = from();
  for (let n = 0; n < 3; n++) {
    const answer = await fetch(`${edge.url}/health/live`, { headers });
    expect([answer.status, policyOf(answer)]).toEqual([200, [null, null]]);
  }
});

it('a client cannot choose its address where no proxy is trusted', async () => {
  const plain = await startGateway({ ...limits, RATE_LIMIT: '3', NATS_URL: edge.bus.url });
  try {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await fetch(`${plain.url}/api/docs`, { headers: from() })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
  } finally {
    await plain.stop();
  }
});

it('nobody answers for a contract when its owner is away', async () => {
  await edge.owners.stop();
  await other.owners.stop();
  await eventually(async () => {
    const response = await fetch(`${edge.url}/api/v1/policies`, { headers: { ...key('operator'), ...from() } });
    expect(await response.json()).toMatchObject({ status: 503, code: 'service-unavailable' });
  });
});
