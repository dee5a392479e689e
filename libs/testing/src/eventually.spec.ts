import { expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

it('looks again until nothing is thrown, and gives what was seen', async () => {
  let looks = 0;
  const seen = await eventually(
    () => {
      if (++looks < 3) throw new Error('not yet');
      return looks;
    },
    { every: 1 },
  );
  expect(seen).toBe(3);
});

it('looks again while the answer is false', async () => {
  let looks = 0;
  await eventually(() => ++looks > 2, { every: 1 });
  expect(looks).toBe(3);
});

it('throws the last failure and says how long it waited', async () => {
  const failing = eventually(() => Promise.reject(new Error('no ticket')), { timeout: 5, every: 1 });
  await expect(failing).rejects.toThrow('not within 5 ms: no ticket');
});
