import { expect, it } from '@jest/globals';
import { SharedWindow } from './shared-window.js';

const windowMs = 10_000;

/** Gateways that hear each other when `deliver` is called. */
function gateways(count: number, quota: number) {
  let now = 1_000_000;
  let messages = 0;
  const waiting: (() => void)[] = [];
  const all: SharedWindow[] = Array.from(
    { length: count },
    (_, me) =>
      new SharedWindow(
        {
          quota,
          windowMs,
          tell: (whose, window, used) => {
            messages++;
            waiting.push(() => all.forEach((one, n) => n !== me && one.heard(`g${me}`, whose, window, used)));
          },
        },
        () => now,
      ),
  );
  return {
    all,
    messages: () => messages,
    waiting,
    deliver: () => waiting.splice(0).forEach((one) => one()),
    pass: (ms: number) => (now += ms),
    /** How many of so many requests get through. */
    through: (gateway: number, requests: number, whose = 'ana') =>
      Array.from({ length: requests }, () => all[gateway]!.take(whose)).filter(({ left }) => left >= 0).length,
  };
}

it('each client has its quota, anew in each window', () => {
  const { all, pass, through } = gateways(1, 3);
  expect([through(0, 5), through(0, 5, 'ben')]).toEqual([3, 3]);
  pass(windowMs - 1);
  expect(all[0]!.take('ana')).toEqual({ left: -1, resetMs: 1 });
  pass(1);
  expect(all[0]!.take('ana')).toEqual({ left: 2, resetMs: windowMs });
});

it('what others have let through is gone', () => {
  const { deliver, through } = gateways(2, 20);
  expect(through(0, 12)).toBe(12);
  deliver();
  expect(through(1, 20)).toBe(8);
  deliver();
  expect(through(0, 20)).toBe(0);
});

it('no gateway lets through more than a part of the quota that the others do not know of', () => {
  const { deliver, through } = gateways(3, 1_000);
  let passed = 0;
  for (let n = 0; n < 3_000; n++) {
    passed += through(n % 3, 1);
    deliver();
  }
  expect(passed).toBeGreaterThanOrEqual(1_000);
  expect(passed).toBeLessThanOrEqual(1_000 + 2 * 50);
});

it('who asks little costs no message, and who asks much twenty', () => {
  const { messages, through } = gateways(2, 1_000);
  through(0, 49);
  expect(messages()).toBe(0);
  through(0, 5_000);
  expect(messages()).toBe(20);
});

it('a message that comes again, late, or in the wrong order changes nothing', () => {
  const { all, pass, through, waiting } = gateways(2, 20);
  through(0, 4);
  const said = waiting.splice(0);
  for (const one of [...said].reverse()) one();
  for (const one of said) one();
  expect(all[1]!.take('ana').left).toBe(15);
  pass(windowMs);
  for (const one of said) one();
  expect(all[1]!.take('ana').left).toBe(19);
});
