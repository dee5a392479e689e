import { describe, expect, it } from '@jest/globals';
import type { PolicyConditions } from '@deskbeat/contracts';
import { problemOf } from '@deskbeat/contracts';
import { changeCalendar, createCalendar, feedHolidays, removeCalendar } from './calendar-changes.js';
import { defaultRules } from './default-rules.js';
import { changePolicy, createPolicy, orderPolicies, removePolicy } from './policy-changes.js';
import { missesOf, policyFor, stepsTo, type Traits } from './policy.js';
import type { Rules } from './rules.js';

const rules = defaultRules('UTC', []);
const now = Date.parse('2026-01-05T09:00:00Z');
const traits: Traits = {
  type: 'fault',
  priority: 'high',
  tier: 'vip',
  channel: 'web',
  tags: ['a', 'b'],
  region: 'north',
};
const policy = (id: string, conditions: PolicyConditions = {}, more: object = {}) => ({
  id,
  name: id,
  conditions,
  ...more,
});
const withPolicies = (...list: ReturnType<typeof policy>[]): Rules =>
  list.reduce((known, one) => createPolicy(known, one).next, rules);
const ids = ({ policies }: Rules) => policies.map(({ id }) => id);
const refusal = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    const { code, errors } = problemOf(error);
    return errors ? errors[0]!.pointer : code;
  }
  return 'taken';
};

describe('conditions', () => {
  it.each<[string, PolicyConditions, string[]]>([
    ['none match everything', {}, []],
    ['each must name the ticket', { types: ['fault'], tiers: ['vip'], regions: ['north', 'south'] }, []],
    ['one of several tags is enough', { tags: ['b', 'c'] }, []],
    ['a tag is the same in capitals', { tags: ['B'] }, []],
    ['those that do not are named', { types: ['refund'], priorities: ['high'], tags: ['c'] }, ['types', 'tags']],
    ['what is not known is not matched', { queues: ['night'] }, ['queues']],
    ['an empty list names nobody', { channels: [] }, ['channels']],
  ])('%s', (_, conditions, expected) => {
    expect(missesOf(conditions, traits)).toEqual(expected);
  });

  it('the first enabled policy that matches is taken', () => {
    const several = withPolicies(
      policy('refunds', { types: ['refund'] }),
      policy('off', {}, { enabled: false }),
      policy('vip', { tiers: ['vip'] }),
      policy('faults', { types: ['fault'] }),
    );
    expect(policyFor(several, traits).id).toBe('vip');
    expect(stepsTo(several, traits)).toMatchObject([
      { policyId: 'refunds', matches: false, misses: ['types'] },
      { policyId: 'off', matches: true, enabled: false },
      { policyId: 'vip', matches: true, enabled: true },
    ]);
    expect(policyFor(several, { type: 'inquiry', priority: 'low' }).id).toBe('default');
  });
});

describe('policies', () => {
  const two = withPolicies(policy('a'), policy('b'));

  it('stand before the default one, in the order in which they came', () => {
    expect(ids(two)).toEqual(['a', 'b', 'default']);
    expect(ids(orderPolicies(two, { seenVersion: 1, ids: ['b', 'a'] }).next)).toEqual(['b', 'a', 'default']);
  });

  it('have what they do not say from the default one', () => {
    expect(two.policies[0]).toMatchObject({ enabled: true, budgets: rules.policies[0]!.budgets, version: 1 });
  });

  it('get a new version by a change, and keep what it does not name', () => {
    const { next, change } = changePolicy(two, { policyId: 'b', seenVersion: 1, enabled: false });
    expect(next.policies[1]).toEqual({ ...two.policies[1], enabled: false, version: 2 });
    expect(change).toEqual({ what: 'policy', id: 'b', change: 'changed' });
  });

  it('leave behind which statuses they watched', () => {
    const pausing = createPolicy(rules, policy('p', {}, { pausedBy: ['in-progress'] })).next;
    expect(removePolicy(pausing, { policyId: 'p', seenVersion: 1 }).next.watched).toContain('in-progress');
  });

  const budget = { priority: 'high', target: 'resolution', budgetMs: 1, calendarId: 'business-hours' };
  const level = { level: 1, to: ['lead'] };
  it.each<[string, () => unknown, unknown]>([
    ['an id twice', () => createPolicy(two, policy('a')), 'already-exists'],
    ['an unknown policy', () => changePolicy(two, { policyId: 'x', seenVersion: 1 }), 'not-found'],
    ['an older version', () => changePolicy(two, { policyId: 'a', seenVersion: 2 }), 'version-conflict'],
    ['removing the default', () => removePolicy(two, { policyId: 'default', seenVersion: 1 }), '/policyId'],
    [
      'disabling the default',
      () => changePolicy(two, { policyId: 'default', seenVersion: 1, enabled: false }),
      '/enabled',
    ],
    [
      'conditions of the default',
      () => changePolicy(two, { policyId: 'default', seenVersion: 1, conditions: { types: ['a'] } }),
      '/conditions',
    ],
    ['an order that leaves one out', () => orderPolicies(two, { seenVersion: 1, ids: ['a'] }), '/ids'],
    ['an order of an older list', () => orderPolicies(two, { seenVersion: 7, ids: ['a', 'b'] }), 'version-conflict'],
    ['a budget twice', () => createPolicy(two, policy('c', {}, { budgets: [budget, budget] })), '/budgets/1'],
    [
      'an unknown calendar',
      () => createPolicy(two, policy('c', {}, { budgets: [{ ...budget, calendarId: 'x' }] })),
      '/budgets/0/calendarId',
    ],
    ['a pause while resolved', () => createPolicy(two, policy('c', {}, { pausedBy: ['resolved'] })), '/pausedBy/0'],
    [
      'a level twice',
      () => createPolicy(two, policy('c', {}, { escalations: [level, level] })),
      '/escalations/1/level',
    ],
    [
      'minutes and percent',
      () => createPolicy(two, policy('c', {}, { escalations: [{ ...level, afterMinutes: 1, atPercent: 150 }] })),
      '/escalations/0/atPercent',
    ],
    [
      'assigning nobody',
      () => createPolicy(two, policy('c', {}, { escalations: [{ ...level, action: { kind: 'assign' } }] })),
      '/escalations/0/action/personId',
    ],
  ])('%s is refused', (_, attempt, expected) => {
    expect(refusal(attempt)).toBe(expected);
  });
});

describe('calendars', () => {
  const nights = {
    id: 'nights',
    name: 'Nights',
    timeZone: 'Asia/Tokyo',
    hours: [{ day: 'mon' as const, from: '22:00', to: '06:00' }],
    holidays: [],
  };
  const known = createCalendar(rules, nights, now).next;
  const feed = (dates: string[]) => ({ id: 'public', dates, readAt: '2026-01-05T09:00:00Z' });

  it('take the days of a source in the place of what it gave before', () => {
    const first = feedHolidays(known, 'nights', feed(['2026-01-12']), now).next;
    const again = feedHolidays(first, 'nights', feed(['2026-01-19']), now).next;
    expect(again.calendars[1]).toMatchObject({ version: 3, feeds: [feed(['2026-01-19'])] });
  });

  it.each<[string, () => unknown, unknown]>([
    ['an id twice', () => createCalendar(known, nights, now), 'already-exists'],
    [
      'the id that is always there',
      () => createCalendar(known, { ...nights, id: 'around-the-clock' }, now),
      'already-exists',
    ],
    ['no open time', () => createCalendar(known, { ...nights, id: 'n', hours: [] }, now), '/hours'],
    [
      'open time in a year only',
      () =>
        createCalendar(
          known,
          { ...nights, id: 'n', hours: [], days: [{ date: '2027-06-01', from: '09:00', to: '17:00' }] },
          now,
        ),
      '/hours',
    ],
    [
      'a holiday that is no day',
      () => createCalendar(known, { ...nights, id: 'n', holidays: ['2026-02-30'] }, now),
      '/holidays/0',
    ],
    [
      'a day that is not',
      () =>
        createCalendar(
          known,
          { ...nights, id: 'n', breaks: [{ date: '2026-13-01', from: '09:00', to: '10:00' }] },
          now,
        ),
      '/breaks/0/date',
    ],
    [
      'closing for good',
      () => changeCalendar(known, { calendarId: 'nights', seenVersion: 1, hours: [] }, now),
      '/hours',
    ],
    [
      'an older version',
      () => changeCalendar(known, { calendarId: 'nights', seenVersion: 2 }, now),
      'version-conflict',
    ],
    [
      'removing one that is used',
      () => removeCalendar(known, { calendarId: 'business-hours', seenVersion: 1 }),
      '/calendarId',
    ],
  ])('%s is refused', (_, attempt, expected) => {
    expect(refusal(attempt)).toBe(expected);
  });

  it('that nobody uses can be removed', () => {
    expect(removeCalendar(known, { calendarId: 'nights', seenVersion: 1 }).next.calendars).toEqual(rules.calendars);
  });
});
