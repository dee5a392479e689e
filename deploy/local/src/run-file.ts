import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isSameProcess, processInfo, type ProcessInfo } from './process-info.js';

export type RecordedProcess = Omit<ProcessInfo, 'memory'> & { name: string };

/** What runs now, for the next `npm start`: it is lock and record in one. */
export interface RunRecord {
  supervisor: Omit<ProcessInfo, 'memory'>;
  startedAt: string;
  urls: Record<string, string>;
  children: RecordedProcess[];
}

export type Claim = { claimed: true; leftovers: RecordedProcess[] } | { claimed: false; holder: RunRecord };

/** Who is alive is asked here, so that a test can answer. */
export type IsAlive = (recorded: Omit<ProcessInfo, 'memory'>) => boolean;

/**
 * Takes the run file for this process, or says who has it. A file whose supervisor is gone is taken over, and its
 * processes that are still there are handed over as leftovers.
 */
export function claimRunFile(file: string, record: RunRecord, isAlive: IsAlive = isSameProcess): Claim {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record, null, 2));
  let leftovers: RecordedProcess[] = [];
  try {
    for (;;) {
      // Linking fails when the name is there: of two starts at the same time only one gets it.
      if (succeeds(() => linkSync(draft, file))) return { claimed: true, leftovers };
      const holder = readRunFile(file);
      if (holder && isAlive(holder.supervisor)) return { claimed: false, holder };
      leftovers = (holder?.children ?? []).filter((child) => isAlive(child));
      if (!succeeds(() => renameSync(file, `${draft}.stale`))) continue;
      const moved = readRunFile(`${draft}.stale`);
      // Another start may have taken the stale file over in between: give back what is not stale.
      if (moved && isAlive(moved.supervisor)) succeeds(() => linkSync(`${draft}.stale`, file));
    }
  } finally {
    rmSync(draft, { force: true });
    rmSync(`${draft}.stale`, { force: true });
  }
}

export function updateRunFile(file: string, record: RunRecord): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record, null, 2));
  renameSync(draft, file);
}

export const releaseRunFile = (file: string): void => rmSync(file, { force: true });

/** Undefined when there is no run file, or half of one. */
export function readRunFile(file: string): RunRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
    return record.supervisor ? record : undefined;
  } catch {
    return undefined;
  }
}

/** This process as the run file names it. */
export function recordOf(name: string, pid: number): RecordedProcess | undefined {
  const info = processInfo(pid);
  return info && { name, pid, startTime: info.startTime, command: info.command };
}

function succeeds(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}
