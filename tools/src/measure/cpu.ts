import { readFileSync } from 'node:fs';
import type { ProcessRef } from '../command/target.js';

/** Linux counts processor time in these for every architecture that Node runs on. */
const ticksPerSecond = 100;

/** User and system time in seconds from the text of `/proc/<pid>/stat`. */
export function cpuSecondsIn(stat: string): number {
  // The second field is the program's name in brackets, which may hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function cpuSeconds(pid: number): number | undefined {
  try {
    return cpuSecondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

export interface CpuUse {
  name: string;
  seconds: number;
}

/** Processor time of processes of this machine since the meter was made; those that ended meanwhile are left out. */
export class CpuMeter {
  private readonly before: (ProcessRef & { seconds: number | undefined })[];
  private readonly own = process.cpuUsage();

  constructor(processes: readonly ProcessRef[]) {
    this.before = processes.map((process) => ({ ...process, seconds: cpuSeconds(process.pid) }));
  }

  read(): CpuUse[] {
    return this.before.flatMap(({ name, pid, seconds }) => {
      const now = cpuSeconds(pid);
      return now === undefined || seconds === undefined ? [] : [{ name, seconds: now - seconds }];
    });
  }

  /** What the measuring process itself used. */
  ownSeconds(): number {
    const { user, system } = process.cpuUsage(this.own);
    return (user + system) / 1_000_000;
  }
}

/** Seconds of processor time per 1,000 of something, by process and in all. */
export function cpuLines(uses: readonly CpuUse[], count: number): string[] {
  if (uses.length === 0 || count === 0) return [];
  const per = (seconds: number) => ((seconds * 1000) / count).toFixed(2).padStart(7);
  const total = uses.reduce((sum, { seconds }) => sum + seconds, 0);
  return [...uses, { name: 'all', seconds: total }].map(({ name, seconds }) => `${name.padEnd(16)}${per(seconds)}`);
}
