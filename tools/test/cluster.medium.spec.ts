import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { findNatsServer } from '@deskbeat/embedded';
import { tempDir, type TempDir } from '@deskbeat/testing';
import { makeSecrets, makeSourceSecret } from '../src/cluster/secrets.js';

let dir: TempDir;
let folder: string;
beforeAll(async () => {
  dir = await tempDir('cluster');
  folder = join(dir.path, 'secrets');
  await makeSecrets(folder);
});
afterAll(() => dir.stop());

const filesOf = (part: string): string[] => readdirSync(join(folder, part)).sort();
const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');

it('each service is given its own secrets and nobody else’s', () => {
  expect(filesOf('sla')).toEqual(['key-set.json', 'sla.jwk', 'sla.password']);
  expect(filesOf('intake')).toEqual(['intake.jwk', 'intake.password', 'key-set.json', 'link-secret']);
  expect(filesOf('access')).toEqual(['access.jwk', 'access.password', 'key-set.json', 'operator-key', 'secrets-key']);
  expect(filesOf('operator')).toEqual(['gateway.jwk', 'key-set.json', 'operator-key', 'tools.password']);
  expect((statSync(join(folder, 'sla/sla.password')).mode & 0o777).toString(8)).toBe('600');
});

it('made again they stay, and a source is one more', async () => {
  const before = read('sla', 'sla.password') + read('access', 'operator-key');
  const { user, password } = await makeSourceSecret(folder, 'crm');
  expect(read('sla', 'sla.password') + read('access', 'operator-key')).toBe(before);
  expect(read('nats', 'users.conf')).toContain(`{ user: "${user}", password: "${password}"`);
  expect((await makeSourceSecret(folder, 'crm')).password).toBe(password);
});

it('nats-server takes the configuration of the containers with them', () => {
  const etc = join(dir.path, 'etc');
  mkdirSync(etc);
  copyFileSync(fileURLToPath(new URL('../../deploy/docker/nats.conf', import.meta.url)), join(etc, 'deskbeat.conf'));
  renameSync(join(folder, 'nats'), join(etc, 'secrets'));
  const check = () => execFileSync(findNatsServer()!, ['-t', '-c', join(etc, 'deskbeat.conf')], { stdio: 'pipe' });
  expect(check).not.toThrow();
  renameSync(join(etc, 'secrets'), join(etc, 'gone'));
  expect(check).toThrow();
});
