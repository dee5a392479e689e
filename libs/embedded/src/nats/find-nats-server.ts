import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian puts the server where an ordinary user's PATH does not look. */
const BESIDE_THE_PATH = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The path of a `nats-server` on this machine, or undefined. */
export function findNatsServer(path = process.env.PATH ?? '', beside = BESIDE_THE_PATH): string | undefined {
  return [...path.split(delimiter).filter(Boolean), ...beside]
    .map((folder) => join(folder, 'nats-server'))
    .find(isExecutable);
}

/** Whether the file exists, is a file and may be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
