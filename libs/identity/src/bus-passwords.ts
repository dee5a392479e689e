import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { busUsers, sourceName, sourceOf, type BusUser } from '@deskbeat/permissions';
import { newSecret } from './secrets.js';

/** Somebody whom the bus lets in, with what they may say and hear there. */
export interface BusAccount extends BusUser {
  password: string;
}

const ending = '.password';
/** A source is one token of a subject. */
const sourceNames = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** Name of the file with a user's password in a folder of them. */
export const passwordFile = (user: string): string => `${user}${ending}`;

/**
 * Everybody whom a bus lets in: the services, the operator's tools and the sources that were added. Passwords are made
 * once, for the eyes of the folder's owner only; what is there stays.
 */
export async function busAccountsIn(folder: string, services: readonly string[]): Promise<BusAccount[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const users = busUsers(services, await sourcesIn(folder));
  return Promise.all(users.map(async (user) => ({ ...user, password: await passwordOf(folder, user.user) })));
}

/** Other companies' systems that may report on `intake.<source>.v1`. */
export async function sourcesIn(folder: string): Promise<string[]> {
  const users = (await readdir(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
  return users.flatMap((user) => sourceOf(user) ?? []).sort();
}

/**
 * Makes a password for a source; one that is there stays. The bus knows of it when it reads its accounts again.
 * @returns the file that has it
 * @throws Error when the name is none for a subject
 */
export async function addSource(folder: string, source: string): Promise<string> {
  if (!sourceNames.test(source)) {
    throw new Error(`"${source}" cannot be a source: take small letters, digits and dashes, 40 at the most`);
  }
  await passwordOf(folder, sourceName(source));
  return join(folder, passwordFile(sourceName(source)));
}

/** @returns whether it was there */
export async function removeSource(folder: string, source: string): Promise<boolean> {
  if (!(await sourcesIn(folder)).includes(source)) return false;
  await rm(join(folder, passwordFile(sourceName(source))));
  return true;
}

/**
 * The address of a bus with the user to come in as; an address that names one already stays.
 * @throws Error when the folder has no password for the user
 */
export function busUrlOf(url: string, folder: string, user: string): string {
  if (url.includes('@')) return url;
  const password = readFileSync(join(folder, passwordFile(user)), 'utf8').trim();
  return url.replace('//', `//${encodeURIComponent(user)}:${encodeURIComponent(password)}@`);
}

async function passwordOf(folder: string, user: string): Promise<string> {
  const file = join(folder, passwordFile(user));
  const known = await readFile(file, 'utf8').catch(() => '');
  const made = newSecret();
  if (known.trim().length >= made.length) return known.trim();
  await writeFile(`${file}.new`, made, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}
