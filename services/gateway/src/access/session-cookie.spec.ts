import { describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { SessionCookie } from './session-cookie.js';

const secret = 's'.repeat(43);
const other = 'o'.repeat(43);
const plain = new SessionCookie('http://127.0.0.1:7300');
const secure = new SessionCookie('https://desk.example.test');

function given(cookie: SessionCookie): string {
  let header = '';
  const reply = { header: (_: string, value: string) => (header = value) } as unknown as FastifyReply;
  cookie.give(reply, secret, new Date(Date.now() + 60_500).toISOString());
  return header;
}

describe('the cookie of a session', () => {
  it('is read among others', () => {
    expect(plain.secretIn(`theme=dark; deskbeat=${secret}; x=1`)).toBe(secret);
  });

  it.each([
    ['there is none', undefined],
    ['it is no secret', 'deskbeat=short'],
    ['its name only ends so', `notdeskbeat=${secret}`],
    ['there are two', `deskbeat=${secret}; deskbeat=${other}`],
  ])('is not believed when %s', (_, header) => {
    expect(plain.secretIn(header)).toBeUndefined();
  });

  it('is out of the reach of scripts and other sites, and with TLS tied to the host', () => {
    expect(given(plain)).toBe(`deskbeat=${secret}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`);
    expect(given(secure)).toBe(`__Host-deskbeat=${secret}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure`);
    expect(secure.secretIn(`deskbeat=${secret}`)).toBeUndefined();
  });
});
