import { killRounds } from '../src/chaos-engine/kill-rounds.js';

it('nothing acknowledged is lost when the engine is killed under load', async () => {
  const result = await killRounds(5);
  expect(result.problems).toEqual([]);
  expect(result.inserts).toBeGreaterThan(100);
}, 60_000);
