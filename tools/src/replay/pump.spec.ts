import { expect, it } from '@jest/globals';
import type { Issue } from './mapping.js';
import { pump, type Keyed } from './pump.js';
import { Busy, Refused, type Sender } from './sender.js';

const issue: Issue = { subject: 'x', customer: { email: 'customer-1@example.test' } };
async function* issues(count: number): AsyncGenerator<Keyed> {
  for (let n = 1; n <= count; n++) yield { key: `k${n}`, issue };
}
const sender = (send: Sender['send']): Sender => ({ send, close: async () => undefined });
const taken = (key: string) => ({ ticketId: key, number: key });

it('sends each issue once, with no more clients than allowed', async () => {
  let atWork = 0;
  let most = 0;
  const { accepted } = await pump(
    issues(20),
    sender(async (_, key) => {
      most = Math.max(most, ++atWork);
      await new Promise(setImmediate);
      atWork--;
      return taken(key);
    }),
    { clients: 3 },
  );
  expect(accepted.map(({ ticketId }) => ticketId).sort()).toEqual([...Array(20)].map((_, n) => `k${n + 1}`).sort());
  expect(most).toBe(3);
});

it('sends a busy one again under its key', async () => {
  const keys: string[] = [];
  const { accepted, retries } = await pump(
    issues(1),
    sender(async (_, key) => {
      if (keys.push(key) < 3) throw new Busy(1, 'later');
      return taken(key);
    }),
    { clients: 1 },
  );
  expect([accepted.length, retries, keys]).toEqual([1, 2, ['k1', 'k1', 'k1']]);
});

it('gives up what is refused or busy for too long, and says why', async () => {
  const refusing = sender(async (_, key) => {
    throw key === 'k1' ? new Refused('no') : new Busy(1_000, 'never');
  });
  expect((await pump(issues(2), refusing, { clients: 1, patienceMs: 10 })).refused).toEqual([
    { key: 'k1', why: 'no' },
    { key: 'k2', why: 'never' },
  ]);
});

it('keeps to a rate', async () => {
  const started = Date.now();
  await pump(
    issues(10),
    sender(async (_, key) => taken(key)),
    { clients: 5, rate: 100 },
  );
  expect(Date.now() - started).toBeGreaterThanOrEqual(85);
});
