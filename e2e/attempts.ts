import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Visitor, type Seen } from './visitors.js';

const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Somebody without credentials, and some with credentials of their own making. */
export function strangersAt(url: string): Visitor[] {
  const claims = { identity: { kind: 'person', id: 'root', role: 'administrator', teams: [] }, iat: 0, exp: 9e9 };
  const forged = `${segment({ alg: 'none', kid: 'gateway', typ: 'at+jwt' })}.${segment(claims)}.`;
  return [
    new Visitor(url),
    new Visitor(url, { authorization: `Bearer ${forged}x` }),
    new Visitor(url, { authorization: `Bearer ${'k'.repeat(40)}` }),
    new Visitor(url, { cookie: `deskbeat=${'c'.repeat(43)}`, 'x-deskbeat-actor': 'person:root' }),
  ];
}

/** Where anybody may knock: to sign in, or with the token of a link. */
export const doors = [
  'GET /api/v1/sign-in-ways',
  'GET /api/v1/sso',
  'GET /api/v1/sso/callback',
  'GET /confirm/{token}',
  'GET /portal/enter/{token}',
  'GET /welcome/{token}',
  'POST /api/v1/customer-links',
  'POST /api/v1/password-resets',
  'POST /api/v1/sessions',
  'POST /api/v1/sessions/passkey',
  'POST /api/v1/sessions/passkey/challenges',
  'POST /api/v1/tokens',
  'POST /api/v1/tokens/refresh',
  'POST /api/v1/tokens/revocation',
  'POST /confirm/{token}',
  'POST /portal/enter/{token}',
  'POST /welcome/{token}',
];

/** The operations of the API that do not refuse each of these visitors. */
export async function openTo(visitors: readonly Visitor[]): Promise<string[]> {
  const { body } = await visitors[0]!.try('GET', '.api/openapi.json');
  const open: string[] = [];
  for (const [path, methods] of Object.entries(body.paths as Record<string, object>)) {
    for (const method of Object.keys(methods).map((one) => one.toUpperCase())) {
      const asked = `.${path.slice(1).replaceAll(/\{\w+\}/g, 'x')}`;
      const sent = method === 'GET' || method === 'DELETE' ? undefined : {};
      const seen = await Promise.all(visitors.map((one) => one.try(method, asked, sent)));
      if (seen.some(({ body: { code } }) => code !== 'unauthenticated')) open.push(`${method} ${path}`);
    }
  }
  return open.sort();
}

/** Asks, twenty at a time, until that is too much; nothing when it never was. */
export async function untilRefused(visitor: Visitor, most: number): Promise<Seen | undefined> {
  for (let n = 0; n <= most; n += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.try('GET', '/session')));
    const refused = answers.find(({ status }) => status === 429);
    if (refused) return refused;
  }
  return undefined;
}

/** A server of this machine that counts who comes. */
export async function insideServer(): Promise<{ url: string; visits: () => number; close: () => void }> {
  let visits = 0;
  const server = createServer((_, answer) => (visits++, answer.end())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, visits: () => visits, close: () => server.close() };
}

/** What only administrators do, or see. */
export const settings: [method: string, path: string, body: object | undefined][] = [
  ['PUT', '/accounts/ana', { role: 'administrator' }],
  ['POST', '/accounts/root/links', { by: 'hand' }],
  ['POST', '/set-up-links', {}],
  ['POST', '/keys', { name: 'mine', role: 'administrator' }],
  ['DELETE', '/accounts/ben/sessions', undefined],
  ['PUT', '/webhooks/mine', { url: 'https://hooks.example.test/' }],
  ['PUT', '/people/ana', { name: 'Ana', role: 'manager' }],
  ['GET', '/accounts', undefined],
  ['GET', '/keys', undefined],
  ['GET', '/customers/export', undefined],
];

/** Hosts of this machine and of private networks, also in disguise. */
export const hostsInside = [
  ...['127.0.0.1', '10.0.0.1', '192.168.0.1', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]', '[fd00::1]'],
  ...['2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0.0.0.0'],
];
export const noTargets = [
  ...['file:///etc/passwd', 'gopher://desk.example.test/', 'javascript:alert(1)'],
  'http://root:x@desk.example.test/',
];
/** Paths that were never there, or are not meant for anybody. */
export const neverThere = [
  ...['api/v0/tickets', 'api/v2/tickets', 'api/internal', 'api/v1/debug', 'api/v1/users', 'v1/tickets'],
  ...['admin', '.env', '.git/config', 'debug/pprof', 'metrics/..%2f'],
];
