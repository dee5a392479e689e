import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { natsUsers, type NatsUser } from './nats-config.js';

/** Names of the files in the folder of a server. */
export const configFile = 'nats-server.conf';
export const usersFile = 'users.conf';
export const pidFile = 'nats-server.pid';

/** Who may connect from now on; for the eyes of the folder's owner only. */
export function writeUsers(dir: string, users: readonly NatsUser[]): void {
  const file = join(dir, usersFile);
  writeFileSync(`${file}.new`, natsUsers(users), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * Changes who may connect to the server of a folder, without ending it: connections of those who stay are kept.
 * @returns false when none runs there; it is true from its next start on then
 */
export function changeNatsUsers(folder: string, users: readonly NatsUser[]): boolean {
  const dir = resolve(folder);
  writeUsers(dir, users);
  const pid = serverIn(dir);
  if (pid === undefined) return false;
  process.kill(pid, 'SIGHUP');
  return true;
}

/** The process of a folder's server: its number may be somebody else's by now. */
function serverIn(dir: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dir, pidFile), 'utf8'));
    return Number.isInteger(pid) && pid > 0 && commandOf(pid).includes(join(dir, configFile)) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
}
