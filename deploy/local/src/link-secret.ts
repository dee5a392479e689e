import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Folders } from './layout.js';

const shortest = 32;

/** The secret that signs the links of customers: made once, kept with the data, for the eyes of its owner only. */
export function linkSecretIn(folders: Pick<Folders, 'data'>): string {
  const file = join(folders.data, 'link-secret');
  const known = read(file);
  if (known.length >= shortest) return known;
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(`${file}.new`, secret, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secret;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
