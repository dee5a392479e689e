import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Credentials } from '@deskbeat/identity';

/** What whoever runs a system holds: the key of its API, and the folder of keys with which its services sign. */
export interface OperatorKeys {
  key?: string;
  identityKeys?: string;
}

let held: OperatorKeys | undefined;

/** From now on these are used: those of a system that this process runs. */
export const holdKeys = (keys: OperatorKeys): void => void (held = keys);

/** Those that were given, else of the environment (`DESKBEAT_KEY`, `IDENTITY_KEYS`), else of what `npm start` runs here. */
function keys(env = process.env, cwd = process.cwd()): OperatorKeys {
  if (held) return held;
  const data = resolve(cwd, env.DESKBEAT_DATA ?? '.deskbeat');
  return {
    key: env.DESKBEAT_KEY ?? read(join(data, 'operator-key')),
    identityKeys: env.IDENTITY_KEYS ?? join(data, 'keys'),
  };
}

/** Headers that let an operator's request in; nothing where no key is known. */
export function operator(): Record<string, string> {
  const { key } = keys();
  return key ? { authorization: `Bearer ${key}` } : {};
}

/** The gateway's credentials, by which an operator asks on the bus; nothing where there are none. */
export function operatorCredentials(): Promise<Credentials | undefined> {
  const { identityKeys } = keys();
  return identityKeys ? Credentials.from(identityKeys, 'gateway').catch(() => undefined) : Promise.resolve(undefined);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
