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

/** Takes the directory for this process; returns how to give it back. A lock left by a dead process is taken over. */
export function lockDirectory(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = join(dir, 'engine.lock');
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${startTime(process.pid)}`, { mode: 0o600 });
  try {
    let failed: string | undefined;
    while ((failed = failure(() => linkSync(mine, lock)))) {
      if (failed !== 'EEXIST') throw new Error(`cannot lock ${dir}: ${failed}`);
      const holder = holderOf(dir);
      if (holder !== undefined) throw new DirectoryInUse(dir, holder);
      removeStale(lock);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

/** The living process that holds the directory, if any: a process id alone may belong to another one by now. */
export function holderOf(dir: string): number | undefined {
  const [pid = 0, started] = readText(join(dir, 'engine.lock')).split(' ').map(Number);
  if (pid <= 0 || failure(() => process.kill(pid, 0)) === 'ESRCH') return undefined;
  const now = startTime(pid);
  return now !== 0 && started !== 0 && now !== started ? undefined : pid;
}

/** Renaming first lets only one of several starters remove the same stale lock. */
function removeStale(lock: string): void {
  const stale = readText(lock);
  const aside = `${lock}.stale.${process.pid}`;
  if (failure(() => renameSync(lock, aside))) return;
  if (readText(aside) !== stale) failure(() => linkSync(aside, lock));
  rmSync(aside, { force: true });
}

/** Start of a process in clock ticks, so that a reused process id is not taken for the holder; 0 where unknown. */
function startTime(pid: number): number {
  const stat = readText(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 0);
}

/** Empty when there is no such file. */
function readText(file: string): string {
  let text = '';
  failure(() => (text = readFileSync(file, 'utf8')));
  return text;
}

/** What the system says to a call that it refuses. */
function failure(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
