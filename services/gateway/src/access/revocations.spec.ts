import { expect, it } from '@jest/globals';
import { Revocations } from './revocations.js';

const life = 300_000;
const minute = 60_000;

function gateway() {
  let now = 1_000_000;
  const revocations = new Revocations(life, () => now);
  return {
    heard: (...ids: string[]) => revocations.changed(ids),
    missed: () => revocations.changed('any'),
    pass: (ms: number) => (now += ms),
    holds: (id: string, session: string, issuedAt = now) =>
      revocations.holds({ identity: { kind: 'person', id, role: 'agent', teams: [], session }, issuedAt }),
    now: () => now,
  };
}

it('a token holds as long as nothing is heard of its session and account', () => {
  const { heard, holds, pass, now } = gateway();
  const issued = now();
  pass(minute);
  heard('s2', 'ben');
  expect(holds('ana', 's1', issued)).toBe(true);
});

it('a token of an ended session does not, whatever the clock of who issued it says', () => {
  const { heard, holds, pass, now } = gateway();
  pass(1);
  heard('s1');
  expect([holds('ana', 's1', now() - 1), holds('ana', 's1', now() + minute)]).toEqual([false, false]);
  expect(holds('ana', 's2', now())).toBe(true);
});

it('after a change of the account only newer ones hold', () => {
  const { heard, holds, pass, now } = gateway();
  pass(minute);
  heard('ana');
  const [before, after] = [now() - 1, now() + 1];
  expect([holds('ana', 's1', before), holds('ana', 's1', now()), holds('ana', 's1', after)]).toEqual([
    false,
    false,
    true,
  ]);
});

it('what was issued before a gateway listened, or lost the bus, is not believed there', () => {
  const { missed, holds, pass, now } = gateway();
  const started = now();
  expect([holds('ana', 's1', started - 1), holds('ana', 's1', started)]).toEqual([false, true]);
  pass(minute);
  missed();
  expect([holds('ana', 's1', started), holds('ana', 's1', now())]).toEqual([false, true]);
});

it('what concerns no token any more is forgotten', () => {
  const { heard, holds, pass, now } = gateway();
  heard('s1');
  pass(life);
  heard('s2');
  expect([holds('ana', 's1', now()), holds('ana', 's2', now())]).toEqual([true, false]);
});
