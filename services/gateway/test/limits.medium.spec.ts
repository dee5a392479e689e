import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@deskbeat/testing';
import { startGateway, type Edge } from './start-gateway.js';

let edge: Edge;
beforeAll(async () => (edge = await startGateway({ RATE_LIMIT: '3' })));
afterAll(() => edge.stop());

it('a client beyond its rate is told when to come back; its health checks are not counted', async () => {
  const asked = await Promise.all(Array.from({ length: 12 }, () => fetch(`${edge.url}/api/v1/queues`)));
  const refused = asked.find(({ status }) => status === 429)!;
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 1 });
  const checks = await Promise.all(Array.from({ length: 12 }, () => fetch(`${edge.url}/health/live`)));
  expect(new Set(checks.map(({ status }) => status))).toEqual(new Set([200]));
});

it('nobody answers for a contract when its owner is away', async () => {
  await edge.owners.stop();
  await eventually(async () => {
    const response = await fetch(`${edge.url}/api/v1/policies`);
    expect(await response.json()).toMatchObject({ status: 503, code: 'service-unavailable' });
  });
});
