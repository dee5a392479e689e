import { expect, it } from '@jest/globals';
import { identitiesIn, identitiesOf, normalisedPhone } from './identity.js';

it.each([
  ['+49 30 1234567', '+49301234567'],
  ['+49 (0)30 123-4567', '+49301234567'],
  ['+1 (555) 010-0199 ext. 5', '+15550100199'],
  ['+1-555-010-0199;ext=5', '+15550100199'],
  ['＋４９ ３０ １２３４５６７', '+49301234567'],
  ['no digits', undefined],
])('%s is %s', (phone, expected) => {
  expect(normalisedPhone(phone)).toBe(expected);
});

it('identities are the strongest first', () => {
  expect(identitiesOf({ externalId: '7', phone: '+49 30 1234567', email: 'Ana@Example.COM' }, 'crm')).toEqual([
    'email:ana@example.com',
    'phone:+49301234567',
    'ext:["crm","7"]',
  ]);
});

it('the same external id of two systems are two customers', () => {
  expect(identitiesOf({ externalId: '7' }, 'crm')).not.toEqual(identitiesOf({ externalId: '7' }, 'shop'));
});

it('no scope and id run together into those of another', () => {
  expect(identitiesOf({ externalId: 'b","c' }, 'a')).not.toEqual(identitiesOf({ externalId: 'c' }, 'a","b'));
});

it('somebody without any is nobody known', () => {
  expect(identitiesOf({ name: 'Ana' }, 'web')).toEqual([]);
});

it.each([
  ['ANA@example.com', ['email:ana@example.com']],
  ['+49 30 1234567', ['phone:+49301234567']],
  ['somebody', []],
])('a search for %s looks for %j', (typed, expected) => {
  expect(identitiesIn(typed)).toEqual(expected);
});
