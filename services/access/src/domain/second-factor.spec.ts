import { describe, expect, it } from '@jest/globals';
import type { AccountRole, SignInWay } from '@deskbeat/contracts';
import {
  digitsIn,
  mustEnrol,
  recoveryCode,
  recoveryCodeIn,
  spent,
  wantedBesides,
  type Proof,
} from './second-factor.js';

const factor = { sealed: 's', since: new Date(0), lastStep: 100, recovery: ['a', 'b'] };

describe('what is shown of a second factor', () => {
  it.each<[string, Proof, object | undefined]>([
    ['a later code', { by: 'code', step: 101 }, { ...factor, lastStep: 101 }],
    ['the same code again', { by: 'code', step: 100 }, undefined],
    ['an older code', { by: 'code', step: 99 }, undefined],
    ['a recovery code', { by: 'recovery-code', digest: 'a' }, { ...factor, recovery: ['b'] }],
    ['a recovery code that is gone', { by: 'recovery-code', digest: 'c' }, undefined],
  ])('%s', (_, proof, after) => {
    expect(spent(factor, proof)).toEqual(after);
  });
});

it.each([
  ['123456', '123456'],
  ['123 456', '123456'],
  ['12345', undefined],
  ['１２３４５６', undefined],
  ['9F3K-9F3K-9F3K-9F3K', undefined],
])('"%s" is the code %s', (typed, code) => {
  expect(digitsIn(typed)).toBe(code);
});

it('a recovery code is found again however it is typed', () => {
  const code = recoveryCode(Uint8Array.from([0, 255, 16, 8, 1, 77, 200, 33, 90, 7]));
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const careless = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(recoveryCodeIn(careless)).toBe(code);
});

it.each<[string, object, AccountRole[], string[]]>([
  ['nothing', {}, ['manager'], []],
  ['an app', { secondFactor: factor }, [], ['code']],
  ['a passkey that nobody demands', { passkeys: [{}] }, ['administrator'], []],
  ['a passkey where a second factor is demanded', { passkeys: [{}] }, ['manager'], ['passkey']],
  ['both', { secondFactor: factor, passkeys: [{}] }, [], ['code', 'passkey']],
  ['a passkey that was removed', { passkeys: [] }, ['manager'], []],
])('who has %s shows it after the password', (_, has, demandedOf, wanted) => {
  expect(wantedBesides({ role: 'manager', ...has }, demandedOf)).toEqual(wanted);
});

it('a passkey is a second factor: who has one need not set up another', () => {
  const account = { role: 'manager', passkeys: [{}] } as const;
  expect(mustEnrol(account, 'password', ['manager'])).toBe(false);
  expect(mustEnrol({ ...account, passkeys: [] }, 'password', ['manager'])).toBe(true);
});

it.each<[AccountRole, SignInWay, boolean, boolean]>([
  ['manager', 'password', false, true],
  ['manager', 'link', false, true],
  ['manager', 'password', true, false],
  ['manager', 'passkey', false, false],
  ['manager', 'sso', false, false],
  ['agent', 'password', false, false],
])('a %s who came by %s (has one: %s) must set one up: %s', (role, way, has, must) => {
  expect(mustEnrol({ role, ...(has && { secondFactor: factor }) }, way, ['manager'])).toBe(must);
});
