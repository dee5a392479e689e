import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process has the directory open. */
export class DirectoryInUse extends Error {
  constructor(
    readonly dir: string,
    readonly pid: number,
  ) {
    super(`the data directory ${dir} is held by process ${pid}`);
  }
}

const held = new Set<string>();

/** Takes the directory for this process; returns how to give it back. A lock left by a dead process is taken over. */
export function lockDirectory(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = join(dir, 'engine.lock');
  const mine = `${lock}.${process.pid}`;
  if (held.has(lock)) throw new DirectoryInUse(dir, process.pid);
  writeFileSync(mine, `${process.pid} ${startTime(process.pid)}`, { mode: 0o600 });
  try {
    while (!tryLink(mine, lock)) {
      const holder = holderOf(dir);
      if (holder !== undefined) throw new DirectoryInUse(dir, holder);
      removeStale(lock);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    rmSync(lock, { force: true });
  };
}

/** The living process that holds the directory, if any. */
export function holderOf(dir: string): number | undefined {
  const text = readLock(join(dir, 'engine.lock'));
  const [pid = 0, started] = (text ?? '').split(' ').map(Number);
  if (pid <= 0 || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  const now = startTime(pid);
  return now !== 0 && started !== 0 && now !== started ? undefined : pid;
}

function readLock(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Renaming first lets only one of several starters remove the same stale lock. */
function removeStale(lock: string): void {
  const stale = readLock(lock);
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readLock(aside) !== stale) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

/** Start of a process in clock ticks, so that a reused process id is not taken for the holder; 0 where unknown. */
function startTime(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return 0;
  }
}
