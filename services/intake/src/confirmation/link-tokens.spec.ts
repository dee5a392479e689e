import { createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { IntakeConfig } from '../intake.config.js';
import { LinkTokens, type LinkClaims } from './link-tokens.js';

const secret = 'a'.repeat(40);
const other = 'b'.repeat(40);
const tokens = (secrets: string): LinkTokens =>
  new LinkTokens(Object.assign(new IntakeConfig(), { LINK_SECRET: secrets }));
const now = new Date('2030-01-01T12:00:00Z');
const claims: LinkClaims = {
  purpose: 'confirmation',
  ticketId: '0199c5b2-7d6e-7000-8000-1234567890ab',
  cycle: 3,
  expiresAt: new Date('2030-01-31T12:00:00Z'),
};
const token = tokens(secret).sign(claims);
const code = (expected: string) => expect.objectContaining({ code: expected });

it('a link says what was signed, always the same way, in a length that fits a path', () => {
  expect(tokens(secret).read(token, now)).toEqual(claims);
  expect(tokens(secret).sign(claims)).toBe(token);
  expect(token).toMatch(/^[\w.-]{1,200}$/);
});

it('a new secret signs while links of the old one are still taken', () => {
  expect(tokens(`${other},${secret}`).read(token, now)).toEqual(claims);
  expect(tokens(`${other},${secret}`).sign(claims)).toBe(tokens(other).sign(claims));
});

const [body = '', mac = ''] = token.split('.');
const forged = Buffer.from(JSON.stringify(['confirmation', claims.ticketId, 4, 9_999_999_999])).toString('base64url');
it.each([
  ['with other claims', `${forged}.${mac}`],
  ['signed with something else', tokens(other).sign(claims)],
  ['signed for something else', `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`],
  ['cut off', token.slice(0, -1)],
  ['lengthened', `${token}A`],
  ['without a signature', body],
  ['empty', ''],
  ['of something that is no token', 'a.b.c'],
])('a link %s is not valid', (_, wrong) => {
  expect(() => tokens(secret).read(wrong, now)).toThrow(code('link-invalid'));
});

it('a link is closed from its last instant on', () => {
  const at = (ms: number): Date => new Date(claims.expiresAt.getTime() + ms);
  expect(tokens(secret).read(token, at(-1))).toEqual(claims);
  expect(() => tokens(secret).read(token, at(0))).toThrow(code('link-expired'));
});

it('without a secret nothing is signed and nothing is taken', () => {
  expect(() => tokens('').sign(claims)).toThrow(code('not-found'));
  expect(() => tokens('').read(token, now)).toThrow(code('link-invalid'));
});
