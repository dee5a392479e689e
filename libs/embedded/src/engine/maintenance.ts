import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { messageOf } from './server/frames.js';
import { Catalog } from './storage/catalog.js';
import { DirectoryInUse, holderOf } from './storage/lock.js';
import { logFile } from './storage/log.js';
import { Store } from './storage/store.js';
import { verify, type CollectionReport } from './storage/verify.js';

const DATA_FILE = 'data.mdb';

export type { CollectionReport };

/** The running engine that holds a directory, if any. */
export function runningEngine(dir: string): { pid: number; uri: string | undefined } | undefined {
  const pid = holderOf(dir);
  if (pid === undefined) return undefined;
  const file = join(dir, 'engine.uri');
  return { pid, uri: existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined };
}

async function reading<T>(dir: string, read: (store: Store) => T | Promise<T>): Promise<T> {
  if (!existsSync(join(dir, DATA_FILE))) throw new Error(`${dir} holds no data of the embedded engine`);
  await settle(dir);
  const store = new Store({ dir, readOnly: true });
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

/** Has what the log holds put into the data file: by the engine that runs, or here when one ended without doing it. */
async function settle(dir: string): Promise<void> {
  const running = runningEngine(dir);
  if (running?.uri) {
    const address = decodeURIComponent(running.uri.slice('mongodb://'.length, -1));
    const [, host, port] = /^(.*):(\d+)$/.exec(address) ?? [];
    const socket = port ? connect(Number(port), host) : connect(address);
    socket.write(messageOf({ fsync: 1, $db: 'admin' }));
    await once(socket, 'data');
    socket.destroy();
  } else if (!running && existsSync(logFile(dir))) await new Store({ dir }).close();
}

/** Checks all documents and indexes; works beside a running engine, on one view of the data. */
export const verifyDirectory = (dir: string): Promise<CollectionReport[]> =>
  reading(dir, (store) => verify(store, new Catalog(store)));

/** Copies one consistent view of the data into an empty directory, also while an engine runs, and checks the copy. */
export async function backupDirectory(dir: string, to: string): Promise<CollectionReport[]> {
  await demandEmpty(to);
  await reading(dir, (store) => store.env.backup(to, true));
  return verifyDirectory(to);
}

/** Puts a backup into an empty data directory that nobody holds. */
export async function restoreDirectory(from: string, dir: string): Promise<CollectionReport[]> {
  const pid = holderOf(dir);
  if (pid !== undefined) throw new DirectoryInUse(dir, pid);
  await verifyDirectory(from);
  await demandEmpty(dir);
  await copyFile(join(from, DATA_FILE), join(dir, DATA_FILE));
  return verifyDirectory(dir);
}

export async function sizeOnDisk(dir: string): Promise<number> {
  return (await stat(join(dir, DATA_FILE))).size;
}

async function demandEmpty(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if (readdirSync(dir).length > 0) throw new Error(`${dir} is not empty`);
}
