import { describe, expect, it } from '@jest/globals';
import {
  answered,
  at,
  changed,
  date,
  hour,
  iso,
  moved,
  opened,
  rulebookOf,
  rules,
  short,
  steps,
  story,
} from '../../test/clock-story.js';
import { learn, recount, tick, type Outcome } from './clock.js';
import type { Rules } from './rules.js';

const [standard] = rules.policies;
const shorter: Rules = {
  ...rules,
  edition: 2,
  policies: [{ ...standard!, budgets: standard!.budgets.map((one) => ({ ...one, budgetMs: one.budgetMs / 2 })) }],
};
const withVip: Rules = {
  ...rules,
  edition: 2,
  policies: [
    { ...standard!, id: 'vip', conditions: { tiers: ['vip'] }, budgets: shorter.policies[0]!.budgets },
    standard!,
  ],
};
const told = (outcome: Outcome | string) => (typeof outcome === 'string' ? outcome : outcome.sayings.map(short));

describe('changed rules', () => {
  const { clock } = story('urgent', []);
  const by = rulebookOf(rules, shorter);

  it('do not touch a running clock', () => {
    const outcome = tick('t', clock, by, { now: at(1.5) });
    expect(told(outcome)).toEqual(['reminder-due first-response #1 75']);
  });

  it('count from the start when it is recounted', () => {
    const outcome = recount('t', clock, 'r1', by, { now: at(0.5) }) as Outcome;
    expect(outcome.clock.faces.map(({ dueAt }) => dueAt)).toEqual([iso(1), iso(12)]);
    expect(outcome.clock.edition).toBe(2);
    expect(outcome.sayings.map(short)).toEqual(['changed']);
  });

  it('breach at the moment of the recount what is late by them', () => {
    const outcome = recount('t', clock, 'r1', by, { now: at(1.5) }) as Outcome;
    expect(outcome.sayings.map(short)).toEqual([
      'changed',
      'breached first-response #1',
      'escalated first-response #1 1',
    ]);
    expect(outcome.sayings[1]!.data).toMatchObject({ wasDueAt: iso(1), lateMs: hour / 2 });
  });

  it('are taken once by a recount, however often it comes', () => {
    const first = recount('t', clock, 'r1', by, { now: at(0.5) }) as Outcome;
    expect(recount('t', first.clock, 'r1', by, { now: at(0.6) })).toBe('unchanged');
  });

  it('that count the same are not taken', () => {
    const renamed = rulebookOf(rules, { ...rules, edition: 2, policies: [{ ...standard!, name: 'Other words' }] });
    expect(recount('t', clock, 'r1', renamed, { now: at(1) })).toBe('unchanged');
  });

  it('keep the pauses, and what was met or breached before', () => {
    const news = steps(() => [answered(1.5), moved(2, 'awaiting-confirmation'), moved(5, 'in-progress')]);
    const before = story('urgent', news).clock;
    const { clock: after } = recount('t', before, 'r1', by, { now: at(6) }) as Outcome;
    expect(after.faces).toMatchObject([
      { target: 'first-response', state: 'met', dueAt: iso(2) },
      { target: 'resolution', state: 'running', dueAt: iso(15) },
    ]);
  });

  it('that pause in other statuses pause from then on', () => {
    const pausing = { ...rules, edition: 2, policies: [{ ...standard!, pausedBy: ['new' as const] }] };
    const { clock: after } = recount('t', clock, 'r1', rulebookOf(rules, pausing), { now: at(1) }) as Outcome;
    expect(after.faces[0]).toMatchObject({ state: 'paused', leftMs: hour });
  });
});

describe('another policy', () => {
  const by = rulebookOf(rules, withVip);

  it('is taken when the customer becomes another one', () => {
    const before = story(opened('urgent'), []).clock;
    const news = changed(0.5, { tier: 'vip' });
    const outcome = learn('t', before, news, by, { now: at(0.5) }) as Outcome;
    expect(outcome.clock).toMatchObject({ policyId: 'vip', edition: 2, dueAt: date(1) });
    expect(outcome.sayings[0]!.data).toMatchObject({ cause: 'changed tier' });
  });

  it('of late news counts from there on for all that came after', () => {
    const late = { ...changed(0.2, { tier: 'vip' }), version: 2 };
    const after = { ...changed(0.4, { type: 'refund' }), version: 3 };
    const first = story(opened('urgent'), [after], undefined, by).clock;
    expect(first.policyId).toBe('default');
    const outcome = learn('t', first, late, by, { now: at(0.5) }) as Outcome;
    expect(outcome.clock.policyId).toBe('vip');
  });
});
