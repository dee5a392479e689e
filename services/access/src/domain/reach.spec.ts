import { describe, expect, it } from '@jest/globals';
import { isNarrowed, reachOf, type Structure } from './reach.js';

const structure: Structure = {
  teams: [{ id: 'money', leadId: 'lea' }, { id: 'north', managerId: 'lea' }, { id: 'south' }],
  queues: [
    { id: 'default' },
    { id: 'billing', teamId: 'money' },
    { id: 'field', teamId: 'north' },
    { id: 'far', teamId: 'south' },
  ],
};

describe('the reach of somebody', () => {
  it.each<[string, string, string[], object]>([
    ['an agent of a team', 'ana', ['money'], { teams: ['money'], leads: [], queues: ['default', 'billing'] }],
    [
      'one of several teams',
      'ben',
      ['money', 'south'],
      { teams: ['money', 'south'], leads: [], queues: ['default', 'billing', 'far'] },
    ],
    ['one of no team', 'cleo', [], { teams: [], leads: [], queues: ['default'] }],
    ['one of a team that is gone', 'dan', ['old'], { teams: ['old'], leads: [], queues: ['default'] }],
    [
      'who leads teams without belonging to them',
      'lea',
      [],
      { teams: ['money', 'north'], leads: ['money', 'north'], queues: ['default', 'billing', 'field'] },
    ],
  ])('%s', (_, id, own, expected) => {
    expect(reachOf(id, own, structure)).toEqual({ ...expected, reach: 'teams' });
  });
});

it.each([
  ['agent', 'teams', true],
  ['lead', 'teams', true],
  ['agent', 'all', false],
  ['manager', 'teams', false],
  ['administrator', 'teams', false],
  ['auditor', 'teams', false],
] as const)('that a %s sees %s is narrowed by teams: %s', (role, reach, expected) => {
  expect(isNarrowed(role, reach)).toBe(expected);
});
