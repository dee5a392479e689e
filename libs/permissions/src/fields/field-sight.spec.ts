import { describe, expect, it } from '@jest/globals';
import type { FieldRule, Identity } from '@deskbeat/contracts';
import { FieldSight } from './field-sight.js';
import { veiledFacts } from './veiled.js';

const rules: FieldRule[] = [
  { of: 'ticket', field: 'fields.salary', seenBy: { roles: ['lead'], teams: ['hr'] } },
  {
    of: 'ticket',
    field: 'fields.grade',
    seenBy: { roles: ['lead', 'agent'], teams: [] },
    changedBy: { roles: ['lead'], teams: [] },
  },
  { of: 'ticket', field: 'priority', changedBy: { roles: ['lead', 'manager'], teams: [] } },
  { of: 'customer', field: 'email', seenBy: { roles: [], teams: ['hr'] } },
];
const somebody = (given: Partial<Identity>): Identity => ({
  kind: 'person',
  id: 'x',
  role: 'agent',
  teams: [],
  ...given,
});
const table: [string, Partial<Identity>, Record<string, string>][] = [
  ['an agent', {}, { salary: '', grade: 's', priority: 's', email: '' }],
  ['an agent of the team', { teams: ['hr'] }, { salary: 'sc', grade: 's', priority: 's', email: 'sc' }],
  ['a lead', { role: 'lead' }, { salary: 'sc', grade: 'sc', priority: 'sc', email: '' }],
  ['a manager', { role: 'manager' }, { salary: '', grade: '', priority: 'sc', email: '' }],
  ['an auditor', { role: 'auditor' }, { salary: '', grade: '', priority: 's', email: '' }],
  ['a program with a key', { kind: 'system', role: 'system', scopes: ['*'] }, { salary: '', priority: 's', email: '' }],
];

describe('who sees (s) and who changes (c) a field', () => {
  it.each(table)('%s', (_, given, expected) => {
    const sight = FieldSight.of(somebody(given), rules)!;
    const names: Record<string, ['ticket' | 'customer', string]> = {
      salary: ['ticket', 'fields.salary'],
      grade: ['ticket', 'fields.grade'],
      priority: ['ticket', 'priority'],
      email: ['customer', 'email'],
    };
    for (const [name, may] of Object.entries(expected)) {
      const [holder, field] = names[name]!;
      const found = `${sight.sees(holder, field) ? 's' : ''}${sight.changes(holder, field) ? 'c' : ''}`;
      expect([name, found]).toEqual([name, may]);
    }
    expect([sight.sees('ticket', 'fields.other'), sight.changes('customer', 'priority')]).toEqual([true, true]);
  });

  it.each<[string, Partial<Identity>]>([
    ['an administrator', { role: 'administrator' }],
    ['a customer, of whom it is said elsewhere', { kind: 'customer', role: 'customer' }],
    ['a service of ours', { kind: 'system', role: 'system' }],
  ])('%s is not limited', (_, given) => {
    expect(FieldSight.of(somebody(given), rules)).toBeUndefined();
  });

  it('who is in every audience is not limited either, nor is anybody without rules', () => {
    expect(FieldSight.of(somebody({ role: 'lead', teams: ['hr'] }), rules)).toBeUndefined();
    expect(FieldSight.of(somebody({}), [])).toBeUndefined();
  });

  it('what is hidden and what is fixed is told apart', () => {
    expect(FieldSight.of(somebody({}), rules)!.limits).toEqual({
      ticket: { hidden: ['fields.salary'], fixed: ['fields.grade', 'priority'] },
      customer: { hidden: ['email'], fixed: [] },
    });
  });
});

it.each<[object, object]>([
  [{ fields: { salary: 7, room: 'a' } }, { fields: { room: 'a' } }],
  [{ changes: { 'fields.salary': { from: 1, to: 2 }, priority: 1 } }, { changes: { priority: 1 } }],
  [
    { fields: ['salary'], changes: null },
    { fields: ['salary'], changes: null },
  ],
  [{ number: 'DB-1' }, { number: 'DB-1' }],
])('of the facts %j somebody outside sees %j', (facts, seen) => {
  expect(veiledFacts(facts, FieldSight.of(somebody({}), rules)!)).toEqual(seen);
});
