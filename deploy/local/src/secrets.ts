import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from '@deskbeat/identity';
import type { Folders } from './layout.js';

type DataFolder = Pick<Folders, 'data'>;

/** Easily read out and typed: three groups of letters that cannot be mistaken for one another. */
const readable = (): string =>
  [0, 1, 2].map(() => [...randomBytes(5)].map((byte) => 'abcdefghjkmnpqrstuvwxyz'[byte % 23]).join('')).join('-');

/** The secret that signs the links of customers. */
export const linkSecretIn = (folders: DataFolder): string => secretIn(folders, 'link-secret', newSecret);

/** The key by which whoever may read the data runs the system: tools, the demo, the first set-up. */
export const operatorKeyIn = (folders: DataFolder): string => secretIn(folders, 'operator-key', newSecret);

/** The key by which what must be kept but not read is enciphered. */
export const secretsKeyIn = (folders: DataFolder): string => secretIn(folders, 'secrets-key', newSecret);

/** Password of everybody in the demo organisation. */
export const demoPasswordIn = (folders: DataFolder): string => secretIn(folders, 'demo-password', readable);

/** Made once, kept with the data, for the eyes of its owner only. What a crash left half of is made anew. */
function secretIn({ data }: DataFolder, name: string, make: () => string): string {
  const file = join(data, name);
  const known = read(file);
  const made = make();
  if (known.length >= made.length) return known;
  writeFileSync(`${file}.new`, made, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
