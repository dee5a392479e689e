import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importJWK, type CryptoKey, type JSONWebKeySet, type JWK } from 'jose';

/** Names of the files in a folder of keys. */
export const keySetFile = 'key-set.json';
export const keyFile = (service: string): string => `${service}.jwk`;

/** Public keys by the service that holds the other half; more than one while a key is being exchanged. */
export type KeySet = ReadonlyMap<string, readonly CryptoKey[]>;

export const algorithm = 'EdDSA';

/** @throws Error when the file is missing or holds no key set */
export async function keySetIn(folder: string): Promise<KeySet> {
  const { keys } = JSON.parse(await readFile(join(folder, keySetFile), 'utf8')) as JSONWebKeySet;
  const set = new Map<string, CryptoKey[]>();
  for (const jwk of keys) {
    if (jwk.d !== undefined) throw new Error(`${keySetFile} holds a private key`);
    set.set(jwk.kid!, [...(set.get(jwk.kid!) ?? []), await cryptoKey(jwk)]);
  }
  return set;
}

/** The private key of a service. @throws Error when it is missing */
export const privateKeyIn = async (folder: string, service: string): Promise<CryptoKey> =>
  cryptoKey(JSON.parse(await readFile(join(folder, keyFile(service)), 'utf8')) as JWK);

const cryptoKey = async (jwk: JWK): Promise<CryptoKey> => (await importJWK(jwk, algorithm)) as CryptoKey;
