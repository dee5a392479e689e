import { expect, it } from '@jest/globals';
import { openTicket, validated } from '@deskbeat/contracts';
import type { Keyed } from '../replay/pump.js';
import { madeUpIssues } from './made-up-issues.js';

async function take(count: number, seed: number): Promise<Keyed[]> {
  const taken: Keyed[] = [];
  for await (const issue of madeUpIssues(seed, 'r')) {
    taken.push(issue);
    if (taken.length === count) break;
  }
  return taken;
}

it('are the same for the same seed, and others for another', async () => {
  const [first, again, other] = await Promise.all([take(50, 7), take(50, 7), take(50, 8)]);
  expect(first).toEqual(again);
  expect(first).not.toEqual(other);
});

it('are acceptable', async () => {
  for (const { issue } of await take(200, 1)) {
    expect(() => validated(openTicket.payload, { ...issue, channel: 'api' })).not.toThrow();
  }
});
