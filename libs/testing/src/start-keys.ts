import { allRequests, type Identity } from '@deskbeat/contracts';
import { Credentials, makeKeys, spokesman } from '@deskbeat/identity';
import { tempDir } from './temp-dir.js';

export interface Keys {
  /** Folder of the keys of all services. */
  path: string;
  /** Makes a service demand signed identities. */
  env: { ACCESS: 'enforced'; IDENTITY_KEYS: string };
  /** What a service can sign; those of the gateway speak for anybody. */
  of(service: string): Promise<Credentials>;
  /** Removes the folder. */
  stop(): Promise<void>;
}

const services = (): string[] => [...new Set(allRequests().map(({ subject }) => subject.split('.')[1]!)), spokesman];

/** Keys of every service that answers requests, and of `more`. */
export async function startKeys(more: readonly string[] = []): Promise<Keys> {
  const { path, stop } = await tempDir('keys');
  await makeKeys(path, [...new Set([...services(), ...more])]);
  const env = { ACCESS: 'enforced', IDENTITY_KEYS: path } as const;
  return { path, env, of: (service) => Credentials.from(path, service), stop };
}

/** Somebody of whom only what matters is said; an agent else. */
export const anIdentity = (that: Partial<Identity> = {}): Identity => ({
  kind: 'person',
  id: 'ana',
  role: 'agent',
  teams: [],
  ...that,
});
