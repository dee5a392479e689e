import { describe, expect, it } from '@jest/globals';
import { beginningIn, termsOf } from './search-terms.js';
import { isSuspicious, likenessOf, type Comparable } from './likeness.js';

it.each<[object, string[]]>([
  [{ name: 'Ana  María LÓPEZ' }, ['ana maria lopez', 'maria lopez', 'lopez']],
  [{ name: '王小明' }, ['王小明']],
  [{ identities: [{ kind: 'email', value: 'Ana@Example.test' }] }, ['ana@example.test']],
  [{ identities: [{ kind: 'phone', value: '+49301234567' }] }, ['49301234567', '301234567']],
  [{ identities: [{ kind: 'external', value: 'CRM:A-7' }] }, ['crm:a-7', 'a-7']],
  [{}, []],
])('%j is found by %j', (customer, terms) => {
  expect(termsOf([customer])).toEqual(terms);
});

it('who counts as somebody is found as them, each term once', () => {
  expect(termsOf([{ name: 'Ana' }, { name: 'Ana B' }])).toEqual(['ana', 'ana b', 'b']);
});

it.each([
  ['Müll', 'mull'],
  ['+49 (30) 12', '493012'],
  ['0049 30', '4930'],
  ['030 123', '30123'],
  ['a-7', 'a-7'],
  ['  ', ''],
])('%s is a beginning like %s', (typed, expected) => {
  expect(beginningIn(typed)).toBe(expected);
});

describe('two customers', () => {
  const ana: Comparable = {
    kind: 'person',
    name: 'Ana',
    region: 'north',
    organisationIds: ['o1'],
    identities: [
      { kind: 'email', value: 'ana.l@example.test' },
      { kind: 'phone', value: '+49301234567' },
    ],
  };
  const identity = (kind: string, value: string) => ({ kind: 'person', identities: [{ kind, value }] });

  it.each<[Comparable, string[], boolean]>([
    [ana, ['phone', 'name', 'organisation', 'email', 'region'], true],
    [{ ...ana, kind: 'organisation' }, [], false],
    [{ kind: 'person', name: 'ÁNA' }, ['name'], false],
    [{ kind: 'person', name: 'ana', organisationIds: ['o2', 'o1'] }, ['name', 'organisation'], true],
    [{ kind: 'person', organisationIds: ['o1'], region: 'north' }, ['organisation', 'region'], false],
    [identity('phone', '+41301234567'), ['phone'], true],
    [identity('phone', '+491234567'), [], false],
    [identity('email', 'Ana.L+news@other.test'), ['email'], false],
  ])('like %j are alike in %j', (other, reasons, suspicious) => {
    expect(likenessOf(ana, other)).toEqual(reasons);
    expect(isSuspicious(likenessOf(ana, other), ana.name)).toBe(suspicious);
  });

  it('with a name of two words are suspicious without more', () => {
    expect(isSuspicious(['name'], 'Ana Lopez')).toBe(true);
  });
});
