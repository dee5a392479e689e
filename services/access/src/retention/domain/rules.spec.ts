import { describe, expect, it } from '@jest/globals';
import type { RetentionRules } from '@deskbeat/contracts';
import { isAny, limitsOf, nightAfter, type Limits } from './rules.js';

describe('by rules it is too old what is older than', () => {
  it.each<[RetentionRules, string, Record<string, string>]>([
    [{}, '2030-05-31T10:00:00Z', {}],
    [{ closedTicketsMonths: 1 }, '2030-05-31T10:00:00Z', { tickets: '2030-04-30T10:00:00.000Z' }],
    [{ closedTicketsMonths: 24 }, '2030-02-28T10:00:00Z', { tickets: '2028-02-28T10:00:00.000Z' }],
    [{ closedTicketsMonths: 3 }, '2030-05-31T10:00:00Z', { tickets: '2030-02-28T10:00:00.000Z' }],
    [{ noticesDays: 30 }, '2030-03-31T10:00:00Z', { notices: '2030-03-01T10:00:00.000Z' }],
    [{ auditYears: 2 }, '2032-02-29T10:00:00Z', { auditRecords: '2030-02-28T10:00:00.000Z' }],
  ])('%j at %s', (rules, now, limits) => {
    const told = Object.entries(limitsOf(rules, new Date(now)) as Required<Limits>);
    expect(Object.fromEntries(told.map(([what, at]) => [what, at.toISOString()]))).toEqual(limits);
  });
});

it('without a rule everything is kept', () => {
  expect([isAny({}), isAny({ auditYears: 10 })]).toEqual([false, true]);
});

it.each([
  ['2030-01-07T01:59:59Z', '2030-01-07T02:00:00.000Z'],
  ['2030-01-07T02:00:00Z', '2030-01-08T02:00:00.000Z'],
  ['2030-12-31T23:00:00Z', '2031-01-01T02:00:00.000Z'],
])('after %s rules are applied at %s', (now, night) => {
  expect(nightAfter(new Date(now)).toISOString()).toBe(night);
});
