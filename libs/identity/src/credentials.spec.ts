import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemOf, type Identity } from '@deskbeat/contracts';
import { Credentials } from './credentials.js';
import { makeKeys } from './make-keys.js';

const ana: Identity = { kind: 'person', id: 'ana', name: 'Ana Ä', role: 'agent', teams: ['t1'] };
const intakeItself: Identity = { kind: 'system', id: 'intake', role: 'system', teams: [] };
const start = Date.parse('2030-01-01T12:00:00Z');
const folders: string[] = [];
let folder: string;
let now = start;

const newFolder = async (services: string[]): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'deskbeat-keys-'));
  folders.push(path);
  await makeKeys(path, services);
  return path;
};
const of = (service: string, at = folder): Promise<Credentials> => Credentials.from(at, service, () => now);
const outcome = (read: Promise<unknown>): Promise<unknown> =>
  read.then(
    () => 'believed',
    (error: unknown) => problemOf(error).code,
  );

beforeAll(async () => {
  folder = await newFolder(['gateway', 'intake', 'sla']);
});
afterAll(async () => {
  for (const path of folders) await rm(path, { recursive: true, force: true });
});

it('what the gateway says of somebody is what a service reads', async () => {
  expect(await (await of('intake')).verify(await (await of('gateway')).sign(ana))).toEqual(ana);
});

it('a service says who it is', async () => {
  expect(await (await of('sla')).verify(await (await of('intake')).sign(intakeItself))).toEqual(intakeItself);
});

it('a service does not sign for anybody else', async () => {
  const intake = await of('intake');
  expect(() => intake.sign(ana)).toThrow('cannot speak');
  expect(() => intake.sign({ ...intakeItself, id: 'sla' })).toThrow('cannot speak');
  expect(() => intake.sign({ ...intakeItself, role: 'administrator' })).toThrow('cannot speak');
});

it('a signature is made once and used again for four minutes', async () => {
  const gateway = await of('gateway');
  const token = await gateway.sign(ana);
  expect(await gateway.sign({ ...ana })).toBe(token);
  now = start + 241_000;
  expect(await gateway.sign(ana)).not.toBe(token);
  now = start;
});

it('a signature that was read once is known, until it is too old', async () => {
  const intake = await of('intake');
  const token = await (await of('gateway')).sign(ana);
  expect(intake.known(token)).toBeUndefined();
  await intake.verify(token);
  expect(intake.known(token)).toEqual(ana);
  now = start + 331_000;
  expect(intake.known(token)).toBeUndefined();
  expect(await outcome(intake.verify(token))).toBe('unauthenticated');
  now = start;
});

const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const forgeries: [string, () => Promise<string>][] = [
  ['no text', async () => ''],
  ['no signed text', async () => 'person:ana'],
  ['a text that is not signed', async () => `${segment({ alg: 'none', kid: 'gateway' })}.${segment(ana)}.`],
  [
    'a changed text',
    async () => {
      const [head, , tail] = (await (await of('gateway')).sign(ana)).split('.');
      return `${head}.${segment({ ...ana, role: 'administrator', iat: 0, exp: 4e9 })}.${tail}`;
    },
  ],
  [
    'a signature of a key with a known name that is not the known key',
    async () => (await of('gateway', await newFolder(['gateway']))).sign(ana),
  ],
  ['a signer that nobody knows', async () => (await of('stranger', await newFolder(['stranger']))).sign(stranger)],
  [
    'a service that speaks for a person with its own key under its own name',
    async () => {
      const liar = await newFolder(['gateway', 'intake']);
      await writeFile(join(liar, 'gateway.jwk'), await readFile(join(folder, 'intake.jwk')));
      const token = await (await of('gateway', liar)).sign(ana);
      const [, body, tail] = token.split('.');
      return `${segment({ alg: 'EdDSA', kid: 'intake' })}.${body}.${tail}`;
    },
  ],
];
const stranger: Identity = { kind: 'system', id: 'stranger', role: 'system', teams: [] };

it.each(forgeries)('%s is refused', async (_, forge) => {
  expect(await outcome((await of('sla')).verify(await forge()))).toBe('unauthenticated');
});

it('private keys are for their owner only, and stay when keys are made again', async () => {
  const file = join(folder, 'sla.jwk');
  const before = await readFile(file, 'utf8');
  await makeKeys(folder, ['gateway', 'intake', 'sla']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).toBe(before);
  expect(await readFile(join(folder, 'key-set.json'), 'utf8')).not.toContain('"d"');
});
