import { describe, expect, it } from '@jest/globals';
import { normalised, weaknessOf } from './password-rule.js';

const owner = { email: 'ana.meadow@desk.example.test', name: 'Ana Meadow' };
const isRefused = (password: string): boolean => weaknessOf(password, owner, 12) !== undefined;

describe('a password', () => {
  it.each([
    'short',
    'elevenchars',
    'password1234',
    'P@ssw0rd!2024',
    'qwertyuiop[]',
    'iloveyou-iloveyou',
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    '123456789012',
    'Winter2025!Winter',
    'letmeinletmein',
    'drowssapdrowssap',
    'ana.meadow2025',
    'Deskbeat12345',
    'correcthorsebatterystaple',
    'administrator1',
    '            ',
  ])('is refused when it is tried first: %s', (password) => {
    expect(isRefused(password)).toBe(true);
  });

  it.each([
    'violet kettle maps',
    'tramway-obelisk-fern',
    'Tr4mway-0belisk',
    'xK9#mQ2$vL5w',
    '一个很长的密码不容易猜到',
    'zebra teapot umbrella gravel',
    'пароль зелёного чайника',
  ])('is taken when it is long and nobody tries it first, whatever signs it has: %s', (password) => {
    expect(isRefused(password)).toBe(false);
  });

  it('is the same however a keyboard composes its letters', () => {
    expect(normalised('Zu\u0308rich caf\u0065\u0301')).toBe(normalised('Z\u00fcrich caf\u00e9'));
  });
});
