import { expect, it } from '@jest/globals';
import { roles, type Identity, type Role } from '@deskbeat/contracts';
import { isKeeper, needKeeper, type Common } from './keepers.js';

const somebody = (role: Role, more: Partial<Identity> = {}): Identity => ({
  kind: 'person',
  id: 'somebody',
  role,
  teams: ['tech'],
  ...more,
});
const everybodys: Common = { madeBy: 'ana' };
const techs: Common = { madeBy: 'ana', teamId: 'tech' };
const salesmens: Common = { madeBy: 'ana', teamId: 'sales' };

it.each<[Role, boolean, boolean, boolean]>([
  ['agent', false, false, false],
  ['lead', true, true, false],
  ['manager', true, true, true],
  ['administrator', true, true, true],
  ['auditor', false, false, false],
  ['customer', false, false, false],
  ['system', true, true, true],
])('%s: changes what is for everybody: %s, for their team: %s, for another: %s', (role, ...expected) => {
  expect([everybodys, techs, salesmens].map((common) => isKeeper(common, somebody(role)))).toEqual(expected);
});

it.each(roles)('who made it changes it as %s', (role) => {
  expect(isKeeper(salesmens, somebody(role, { id: 'ana' }))).toBe(true);
});

it('anybody else is refused', () => {
  expect(() => needKeeper(everybodys, somebody('agent'))).toThrow(expect.objectContaining({ code: 'forbidden' }));
});
