import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getConfirmation, listQueues, readLink, signIn, Problem } from '@deskbeat/contracts';
import { tempDir, type TempDir } from '@deskbeat/testing';
import { configFrom } from '@deskbeat/service';
import { GatewayConfig } from '../src/index.js';
import { startGateway, type Edge } from './start-gateway.js';

const guest = 'https://shop.example.test';
let dir: TempDir;
let edge: Edge;
beforeAll(async () => {
  dir = await tempDir('console');
  await mkdir(join(dir.path, 'assets'));
  await writeFile(join(dir.path, 'index.html'), '<title>Deskbeat</title>');
  edge = await startGateway({
    CONSOLE_DIR: dir.path,
    CORS_ORIGINS: `${guest}, http://localhost:5173`,
    TRUST_PROXY: '127.0.0.0/8',
    PUBLIC_URL: 'https://desk.example.test',
  });
  edge.owners.answer(getConfirmation, new Problem('link-invalid'));
  edge.owners.answer(readLink, { purpose: 'reset', expiresAt: new Date().toISOString(), minLength: 12 });
  edge.owners.answer(signIn, new Problem('sign-in-failed'));
  edge.owners.answer(listQueues, { items: [] });
});
afterAll(async () => {
  await edge.stop();
  await dir.stop();
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(edge.url + path, { redirect: 'manual', ...init });
/** As a browser reads a policy. */
const directives = (policy: string | null): Record<string, string> =>
  Object.fromEntries((policy ?? '').split(/;\s*/).map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]));

describe('pages', () => {
  const page = { headers: { accept: 'text/html' } };
  it.each(['/', '/tickets/DB-1', '/api/docs', '/confirm/token', '/welcome/token'])(
    '%s is framed by nobody, runs no script from elsewhere or within the page, and sends its forms to no other site',
    async (path) => {
      const { headers } = await ask(path, page);
      const policy = directives(headers.get('content-security-policy'));
      const scripts = policy['script-src'] ?? policy['default-src'];
      expect(["'self'", "'none'"]).toContain(scripts);
      expect(policy).toMatchObject({ 'frame-ancestors': "'none'", 'base-uri': "'none'", 'form-action': "'self'" });
      expect(policy['object-src'] ?? policy['default-src']).toBe("'none'");
      expect(headers.get('content-type')).toContain('text/html');
    },
  );

  it.each(['/', '/api/docs', '/confirm/token', '/welcome/token', '/api/v1/queues', '/nothing.js', '/health/live'])(
    '%s says to browsers what they must not do',
    async (path) => {
      const { headers } = await ask(path, page);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer)$/),
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'strict-transport-security': 'max-age=31536000',
      });
      expect(headers.get('x-powered-by') ?? headers.get('server')).toBeNull();
    },
  );

  it.each(['/confirm/token', '/welcome/token'])(
    '%s, which has a secret in its address, is kept by nobody',
    async (path) => {
      const { headers } = await ask(path, page);
      expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    },
  );
});

describe('a page of another origin', () => {
  const preflight = (origin: string): Promise<Response> =>
    ask('/api/v1/queues', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    });

  it('in the list may ask with a token of its own, never with a cookie', async () => {
    const asked = await preflight(guest);
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, guest]);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    const { headers } = await ask('/api/v1/queues', { headers: { origin: guest } });
    expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([
      guest,
      null,
    ]);
    expect(headers.get('access-control-expose-headers')).toContain('etag');
    expect(headers.get('vary')).toContain('Origin');
  });

  it.each(['https://evil.example.test', `${guest}.evil.example.test`, 'http://shop.example.test', 'null'])(
    '%s is not in the list and reads nothing',
    async (origin) => {
      for (const answer of [await preflight(origin), await ask('/api/v1/queues', { headers: { origin } })]) {
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    },
  );

  it('reads no page and no file of the console, whatever is in the list', async () => {
    const { headers } = await ask('/', { headers: { origin: guest } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('in the list may change something without a cookie, and others may not at all', async () => {
    const send = async (headers: Record<string, string>): Promise<number> => {
      const body = JSON.stringify({ email: 'ana@desk.example.test', password: 'x' });
      const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
      return (await ask('/api/v1/sessions', sent)).status;
    };
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    expect(await send({ ...crossSite, origin: guest })).toBe(401);
    expect(await send({ ...crossSite, origin: guest, cookie: '__Host-deskbeat=x' })).toBe(403);
    expect(await send({ ...crossSite, origin: 'https://evil.example.test' })).toBe(403);
  });
});

describe('the address of a client', () => {
  const addressOf = async (gateway: Edge, forwarded?: string): Promise<unknown> => {
    gateway.owners.answer(signIn, new Problem('sign-in-failed'));
    await fetch(`${gateway.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(forwarded && { 'x-forwarded-for': forwarded }) },
      body: JSON.stringify({ email: 'ana@desk.example.test', password: 'x' }),
    });
    return (gateway.owners.last().payload as { address?: string }).address;
  };

  it('is what a proxy that is trusted says, and not what stands before that', async () => {
    expect(await addressOf(edge)).toBe('127.0.0.1');
    expect(await addressOf(edge, '192.0.2.7')).toBe('192.0.2.7');
    expect(await addressOf(edge, '203.0.113.1, 192.0.2.7')).toBe('192.0.2.7');
    expect(await addressOf(edge, '203.0.113.1, 192.0.2.7, 127.0.0.9')).toBe('192.0.2.7');
  });

  it('is that of the connection where no proxy is trusted, which is so unless it is said', async () => {
    const plain = await startGateway();
    try {
      expect(await addressOf(plain, '192.0.2.7')).toBe('127.0.0.1');
    } finally {
      await plain.stop();
    }
  });
});

describe('settings that cannot be meant', () => {
  it.each([
    { TRUST_PROXY: 'true' },
    { TRUST_PROXY: '*' },
    { TRUST_PROXY: '10.0.0.0/8, everybody' },
    { CORS_ORIGINS: '*' },
    { CORS_ORIGINS: 'https://shop.example.test/' },
    { CORS_ORIGINS: 'shop.example.test' },
    { CORS_ORIGINS: 'null' },
  ])('%j keep the gateway from starting', (env) => {
    expect(() => configFrom(GatewayConfig, env)).toThrow(Object.keys(env)[0]);
  });
});

describe('what a client sends', () => {
  const sent = (path: string, headers: Record<string, string>, bytes: number): Promise<number | string> =>
    new Promise((resolve) => {
      const outgoing = request(edge.url, { method: 'POST', path, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      });
      outgoing.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code!));
      const piece = Buffer.alloc(64 * 1024, 0x20);
      for (let left = bytes; left > 0; left -= piece.length) outgoing.write(piece.subarray(0, left));
      outgoing.end();
    });

  it('is refused when it is too large, also when it does not say so', async () => {
    const json = { 'content-type': 'application/json' };
    const asked = edge.owners.received.length;
    expect(await sent('/api/v1/tickets', { ...json, 'content-length': '300000' }, 300_000)).toBe(413);
    expect(await sent('/api/v1/tickets', { ...json, 'transfer-encoding': 'chunked' }, 300_000)).toBe(413);
    expect(await sent('/confirm/x', { 'content-type': 'application/x-www-form-urlencoded' }, 40_000)).toBe(413);
    expect(await sent('/api/v1/tickets', { ...json, 'x-long': 'a'.repeat(20_000) }, 2)).toBe(431);
    expect(edge.owners.received.length).toBe(asked);
  });
});
