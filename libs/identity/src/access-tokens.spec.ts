import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemOf, type Identity } from '@deskbeat/contracts';
import { AccessTokens } from './access-tokens.js';
import { Credentials } from './credentials.js';
import { makeKeys } from './make-keys.js';

const ana: Identity = { kind: 'person', id: 'ana', role: 'agent', teams: ['t1'], session: 's1' };
const start = Date.parse('2030-01-01T12:00:00.500Z');
const life = 300_000;
let now = start;
let folder: string;
let tokens: AccessTokens;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbeat-tokens-'));
  await makeKeys(folder, ['gateway', 'intake']);
  tokens = await AccessTokens.from(folder, () => now);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const outcome = (read: Promise<unknown>): Promise<unknown> =>
  read.then(
    () => 'believed',
    (error: unknown) => problemOf(error).code,
  );

it('says who its holder is, in every gateway, until it expires', async () => {
  const token = await tokens.issue(ana, life);
  const other = await AccessTokens.from(folder, () => now);
  for (const reader of [tokens, other, other]) {
    expect(await reader.read(token)).toEqual({ identity: ana, issuedAt: start, expiresAt: start + life });
  }
  now = start + life;
  for (const reader of [tokens, other]) expect(await outcome(reader.read(token))).toBe('unauthenticated');
  now = start;
});

it('is no identity on the bus, and an identity of the bus is no token', async () => {
  const bus = await Credentials.from(folder, 'gateway', () => now);
  expect(await outcome(bus.verify(await tokens.issue(ana, life)))).toBe('unauthenticated');
  expect(await outcome(tokens.read(await bus.sign(ana)))).toBe('unauthenticated');
});

it('is believed of the gateway only, unchanged', async () => {
  const [head, body, tail] = (await tokens.issue(ana, life)).split('.');
  const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const more = segment({ identity: { ...ana, role: 'administrator' }, iat: start / 1_000, exp: start });
  const intake = await Credentials.from(folder, 'intake', () => now);
  const ofIntake = await intake.sign({ kind: 'system', id: 'intake', role: 'system', teams: [] });
  const forged = [
    `${head}.${more}.${tail}`,
    `${segment({ alg: 'none', kid: 'gateway', typ: 'at+jwt' })}.${more}.`,
    `${segment({ alg: 'EdDSA', kid: 'intake', typ: 'at+jwt' })}.${body}.${tail}`,
    ofIntake,
    'a.b.c',
  ];
  for (const token of forged) expect([token, await outcome(tokens.read(token))]).toEqual([token, 'unauthenticated']);
});
