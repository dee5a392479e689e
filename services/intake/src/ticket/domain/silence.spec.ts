import { expect, it } from '@jest/globals';
import type { Status } from '@deskbeat/contracts';
import { askingAfter, nextStep, type SilenceRules, type Step } from './silence.js';

const day = 86_400_000;
const rules: SilenceRules = { remindAfterMs: [2 * day, 5 * day], resolveAfterMs: 7 * day, closeAfterMs: 3 * day };
const never: SilenceRules = { remindAfterMs: [] };
const now = new Date('2030-01-01T12:00:00Z');

type Case = [Status, number, Partial<SilenceRules>, [Step['does'], number] | undefined];
it.each<Case>([
  ['awaiting-confirmation', 0, {}, ['remind', 2]],
  ['awaiting-confirmation', 1, {}, ['remind', 3]],
  ['awaiting-confirmation', 2, {}, ['resolve', 2]],
  ['awaiting-confirmation', 3, {}, ['resolve', 2]],
  ['awaiting-confirmation', 0, { remindAfterMs: [] }, ['resolve', 7]],
  ['awaiting-confirmation', 1, { remindAfterMs: [] }, ['resolve', 7]],
  ['awaiting-confirmation', 0, { remindAfterMs: [8 * day] }, ['resolve', 7]],
  ['awaiting-confirmation', 2, { resolveAfterMs: undefined }, undefined],
  ['resolved', 2, {}, ['close', 3]],
  ['resolved', 0, { closeAfterMs: undefined }, undefined],
  ['in-progress', 0, {}, undefined],
  ['closed', 0, {}, undefined],
])('%s after %i reminders, with %j: %j', (status, reminders, changes, expected) => {
  const step = nextStep(status, reminders, { ...rules, ...changes });
  expect(step).toEqual(expected && { does: expected[0], afterMs: expected[1] * day });
});

it.each<[Status, Status, object]>([
  ['in-progress', 'awaiting-confirmation', { cycle: 3, askedAt: now, reminders: 0 }],
  ['in-progress', 'resolved', { cycle: 3, askedAt: now, reminders: 0 }],
  ['awaiting-confirmation', 'resolved', { cycle: 2, askedAt: now, reminders: 1, answer: 'confirmed' }],
  ['awaiting-confirmation', 'in-progress', { cycle: 2, askedAt: new Date(0), reminders: 1, answer: 'confirmed' }],
])('%s → %s leads to the question %j', (from, to, confirmation) => {
  const before = { cycle: 2, askedAt: new Date(0), reminders: 1, answer: 'confirmed' as const };
  const asking = askingAfter({ status: from, confirmation: before }, to, now, rules);
  expect(asking.confirmation).toMatchObject(confirmation);
  expect(asking.quietAt).toEqual(to === 'in-progress' ? undefined : expect.any(Date));
});

it('the first question is the first cycle, and nothing is due where nothing is set', () => {
  const asking = askingAfter({ status: 'in-progress' }, 'resolved', now, never);
  expect(asking).toEqual({ confirmation: { cycle: 1, askedAt: now, reminders: 0 } });
});

it('a customer who does not know of a ticket is asked nothing; it is closed after a while', () => {
  const asking = askingAfter({ status: 'in-progress', inside: true }, 'resolved', now, rules);
  expect(asking).toEqual({ quietAt: new Date(now.getTime() + 3 * day) });
});

it('the last rating stays', () => {
  const satisfaction = { rating: 4, at: now, cycle: 1 };
  expect(askingAfter({ status: 'resolved', satisfaction }, 'closed', now, rules)).toEqual({ satisfaction });
});
