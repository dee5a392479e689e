import { describe, expect, it } from '@jest/globals';
import { claimsIn, mappingIn, placeOf, roleIn } from './claims.js';

const said = { iss: 'https://id.example.test', sub: 'u1', email: 'Ana@desk.example.test', name: 'Ana' };

describe('what a provider says', () => {
  it.each<[string, object, boolean, boolean]>([
    ['says that it is verified', { email_verified: true }, false, true],
    ['says that it is not', { email_verified: false }, true, false],
    ['says nothing', {}, false, false],
    ['says nothing and is trusted', {}, true, true],
    ['says something else', { email_verified: 'true' }, false, false],
  ])('an address counts when it %s', (_, more, trusted, isTheirs) => {
    expect(claimsIn({ ...said, ...more }, '', trusted).isEmailTheirs).toBe(isTheirs);
  });

  it.each<[string, object, string[]]>([
    ['groups', { groups: ['a', 'b', 7] }, ['a', 'b']],
    ['role', { role: 'a' }, ['a']],
    ['realm_access.roles', { realm_access: { roles: ['a'] } }, ['a']],
    ['https://desk.example.test/roles', { 'https://desk.example.test/roles': ['a'] }, ['a']],
    ['constructor.name', {}, []],
    ['groups', {}, []],
    ['', { '': ['a'] }, []],
  ])('groups stand in the claim %s of %j', (claim, more, groups) => {
    expect(claimsIn({ ...said, ...more }, claim, false).groups).toEqual(groups);
  });

  it('somebody without a name is called by what they have', () => {
    expect(claimsIn({ ...said, name: ' ' }, '', false)).toMatchObject({
      name: 'ana@desk.example.test',
      email: 'ana@desk.example.test',
    });
    expect(claimsIn({ iss: 'i', sub: 'u1' }, '', false)).toEqual({
      issuer: 'i',
      subject: 'u1',
      isEmailTheirs: false,
      name: 'u1',
      groups: [],
    });
  });
});

it.each<[string, string[], string | undefined]>([
  ['admins=administrator, *=agent', ['x', 'admins'], 'administrator'],
  ['admins=administrator, *=agent', ['x'], 'agent'],
  ['admins=administrator', ['x'], undefined],
  ['cn=desk,ou=x=lead', ['x'], undefined],
  ['', ['x'], undefined],
])('by "%s" who is in %j is %s', (text, groups, role) => {
  expect(roleIn(mappingIn(text) ?? [], groups)).toBe(role);
});

it.each(['admins=root', '=agent', 'admins', 'admins=customer'])('"%s" is no mapping', (text) => {
  expect(mappingIn(text)).toBeUndefined();
});

it.each([
  ['/board?x=1', '/board?x=1'],
  ['//evil.example.test', undefined],
  ['/\\evil.example.test', undefined],
  ['https://evil.example.test', undefined],
  ['/a\tb', undefined],
  [undefined, undefined],
])('%j leads to %s', (to, place) => {
  expect(placeOf(to)).toBe(place);
});
