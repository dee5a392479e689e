import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { algorithm, keyFile, keySetFile } from './keys.js';

/**
 * Makes a folder of keys, one per service, readable by its owner only; what is there stays. The key set beside them
 * holds the public halves: a service needs that and its own key, nothing else.
 */
export async function makeKeys(folder: string, services: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys: JWK[] = [];
  for (const service of services) keys.push(publicHalf(service, await keyOf(folder, service)));
  await write(join(folder, keySetFile), { keys }, 0o644);
}

async function keyOf(folder: string, service: string): Promise<JWK> {
  const file = join(folder, keyFile(service));
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  await write(file, jwk, 0o600);
  return jwk;
}

const publicHalf = (kid: string, { kty, crv, x }: JWK): JWK => ({ kid, kty, crv, x, alg: algorithm, use: 'sig' });

async function write(file: string, content: object, mode: number): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(content, undefined, 2), { mode });
  await rename(`${file}.new`, file);
}
