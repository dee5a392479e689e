import { expect, it } from '@jest/globals';
import type { IdentityKind } from '@deskbeat/contracts';
import { bareId, externalIdentity, identitiesOf, identityIn, keysIn, phoneIn } from './identity.js';

it.each([
  ['+49 30 1234567', undefined, '+49301234567'],
  ['+49 (0)30 123-4567', undefined, '+49301234567'],
  ['+1 (555) 010-0199 ext. 5', undefined, '+15550100199'],
  ['+1-555-010-0199;ext=5', undefined, '+15550100199'],
  ['＋４９ ３０ １２３４５６７', undefined, '+49301234567'],
  ['030 1234567', 'DE', '+49301234567'],
  ['0049 30 1234567', 'DE', '+49301234567'],
  ['+86 138 0013 8000', 'DE', '+8613800138000'],
  ['030 1234567', undefined, undefined],
  ['12', 'DE', undefined],
  ['no digits', 'DE', undefined],
] as const)('%s in %s is %s', (phone, country, expected) => {
  expect(phoneIn(phone, country)).toBe(expected);
});

it.each<[IdentityKind, string, string | undefined]>([
  ['email', ' Ana@Example.COM ', 'email:ana@example.com'],
  ['email', 'ana@localhost', undefined],
  ['email', 'ben,ana@example.com', undefined],
  ['email', 'Ben <ana@example.com>', undefined],
  ['phone', '030 1234567', 'phone:+49301234567'],
  ['social', 'WeChat:@Ana_L', 'social:wechat:ana_l'],
  ['social', 'wechat:', undefined],
  ['external', 'CRM:A-7', 'external:crm:a-7'],
  ['external', 'crm', undefined],
])('%s %s has the key %s', (kind, value, key) => {
  expect(identityIn({ kind, value }, 'DE')?.key).toBe(key);
});

it('identities are the strongest first', () => {
  const ref = { externalId: '7', social: 'x:ana', phone: '+49 30 1234567', email: 'Ana@Example.COM' };
  expect(identitiesOf(ref, 'crm').map(({ key }) => key)).toEqual([
    'email:ana@example.com',
    'phone:+49301234567',
    'social:x:ana',
    'external:crm:7',
  ]);
});

it('the same external id of two systems are two customers, however system and id are cut', () => {
  const key = (system: string, id: string): string => externalIdentity(system, id).key;
  expect(key('crm', '7')).not.toBe(key('shop', '7'));
  expect(key('a', 'b:c')).not.toBe(key('a:b', 'c'));
  expect(key('a%3Ab', 'c')).not.toBe(key('a:b', 'c'));
  expect(identityIn(externalIdentity('https://crm.example.test', 'A:7'))?.key).toBe(
    key('HTTPS://crm.example.test', 'a:7'),
  );
  expect(bareId(externalIdentity('https://crm.example.test', 'A:7').value)).toBe('A:7');
});

it('what is no identity is named by its field', () => {
  const errors = [{ pointer: '/customer/phone', message: 'must be a phone number' }];
  const refused = expect.objectContaining({ code: 'validation-failed', errors });
  expect(() => identitiesOf({ phone: 'call me' }, 'crm')).toThrow(refused as unknown as Error);
});

it('somebody without any is nobody known', () => {
  expect(identitiesOf({ name: 'Ana' }, 'web')).toEqual([]);
});

it.each([
  ['ANA@example.com', ['email:ana@example.com']],
  ['030 1234567', ['phone:+49301234567']],
  ['crm:7', ['social:crm:7', 'external:crm:7']],
  ['somebody', []],
])('a search for %s looks for %j', (typed, expected) => {
  expect(keysIn(typed, 'DE')).toEqual(expected);
});
