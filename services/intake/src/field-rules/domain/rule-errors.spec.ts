import { expect, it } from '@jest/globals';
import type { FieldRule } from '@deskbeat/contracts';
import { errorsIn } from './rule-errors.js';

const leads = { roles: ['lead' as const], teams: [] };

it.each<[FieldRule[], string[]]>([
  [[{ of: 'ticket', field: 'fields.salary', seenBy: leads }], []],
  [[{ of: 'ticket', field: 'notes', seenBy: leads }], []],
  [[{ of: 'ticket', field: 'priority', changedBy: leads }], []],
  [[{ of: 'customer', field: 'email', seenBy: leads, changedBy: leads }], []],
  [[{ of: 'ticket', field: 'priority', seenBy: leads }], ['/rules/0/seenBy']],
  [[{ of: 'ticket', field: 'email', seenBy: leads }], ['/rules/0/field']],
  [[{ of: 'customer', field: 'constructor' }], ['/rules/0/field']],
  [
    [
      { of: 'ticket', field: 'tags', changedBy: leads },
      { of: 'ticket', field: 'tags', changedBy: leads },
    ],
    ['/rules/1/field'],
  ],
  [
    [
      { of: 'ticket', field: 'notes', seenBy: leads },
      { of: 'customer', field: 'notes', seenBy: leads },
    ],
    [],
  ],
])('of the rules %j these are refused: %j', (rules, pointers) => {
  expect(errorsIn(rules).map(({ pointer }) => pointer)).toEqual(pointers);
});
