import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsUsers } from '@deskbeat/embedded';
import { addSource, busAccountsIn, keyFile, keySetFile, makeKeys, newSecret, passwordFile } from '@deskbeat/identity';
import { operator, sourceName } from '@deskbeat/permissions';
import { serviceNames, type ServiceName } from '../system/service-names.js';

/** Secrets of one service beside its key and its password. */
const more: Partial<Record<ServiceName, readonly string[]>> = {
  access: ['operator-key', 'secrets-key'],
  intake: ['link-secret'],
};

/**
 * The secrets of a cluster: made once, then handed out, so that each process is given a folder with its own and nobody
 * else's. `all` has everything, `<service>` what that service needs, `nats` who may connect, `operator` what tools need.
 */
export async function makeSecrets(folder: string): Promise<void> {
  const all = join(folder, 'all');
  await makeKeys(all, serviceNames);
  const accounts = await busAccountsIn(all, serviceNames);
  for (const name of Object.values(more).flat()) once(join(all, name));
  for (const service of serviceNames) {
    hand(all, join(folder, service), [keySetFile, keyFile(service), passwordFile(service), ...(more[service] ?? [])]);
  }
  hand(all, join(folder, 'operator'), [keySetFile, keyFile('gateway'), passwordFile(operator), 'operator-key']);
  mkdirSync(join(folder, 'nats'), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'nats/users.conf'), natsUsers(accounts), { mode: 0o600 });
}

/** Lets another company's system in, once nats-server reads its configuration again. @returns its user and password */
export async function makeSourceSecret(folder: string, source: string): Promise<{ user: string; password: string }> {
  const file = await addSource(join(folder, 'all'), source);
  await makeSecrets(folder);
  return { user: sourceName(source), password: readFileSync(file, 'utf8') };
}

function once(file: string): void {
  if (!existsSync(file)) writeFileSync(file, newSecret(), { mode: 0o600 });
}

function hand(from: string, to: string, files: readonly string[]): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const file of files) copyFileSync(join(from, file), join(to, file));
}
