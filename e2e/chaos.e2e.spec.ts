import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { failuresOf, madeUpIssues, partNames, ravage, staff, System, type Kill } from '@deskbeat/tools';
import { team } from './harness.js';

let system: System;
beforeAll(async () => {
  system = await System.start();
  await staff(system.natsUrl, team);
}, 60_000);
afterAll(() => system?.stop(), 20_000);

it('each process is killed once under load, and every accepted ticket is there once with all that belongs to it', async () => {
  const kills: Kill[] = partNames.map((part, index) => ({ part, afterMs: 1_000, awayMs: index % 2 ? 0 : 500 }));
  const said: string[] = [];
  const ravaged = await ravage(system, {
    issues: madeUpIssues(7, 'e2e'),
    rate: 30,
    clients: 8,
    kills,
    patienceMs: 40_000,
    say: (line) => said.push(line),
  });
  expect({ failures: failuresOf(ravaged), said }).toEqual({ failures: [], said: expect.any(Array) });
  expect(ravaged.kills).toBe(partNames.length);
  expect(ravaged.pumped.accepted.length).toBeGreaterThan(50);
}, 120_000);
