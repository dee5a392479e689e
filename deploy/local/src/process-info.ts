import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessInfo {
  pid: number;
  /** Opaque; together with the pid it names one process for ever. */
  startTime: string;
  command: string;
  /** Resident memory in bytes. */
  memory: number;
}

/** What the system knows of a process; undefined when there is none, or only its corpse. */
export function processInfo(pid: number): ProcessInfo | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** Whether the very process that was recorded is still there, and not another with its number. */
export function isSameProcess(recorded: Omit<ProcessInfo, 'memory'>, find = processInfo): boolean {
  const now = find(recorded.pid);
  return now !== undefined && now.startTime === recorded.startTime && now.command === recorded.command;
}

const PAGE = 4096;
/** For the moment between fork and exec, when a bound child still has the name of what binds it. */
const BINDER = /^\S*setpriv --pdeathsig \S+ /;

function fromProc(pid: number): ProcessInfo | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .filter(Boolean)
      .join(' ')
      .replace(BINDER, '');
    return { pid, startTime: fields[19]!, command, memory: Number(fields[21]) * PAGE };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): ProcessInfo | undefined {
  try {
    const columns = ['-o', 'rss=', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)];
    const text = execFileSync('ps', columns, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const [, rss, startTime, command] = /^(\d+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/.exec(text)!;
    return { pid, startTime: startTime!, command: command!, memory: Number(rss) * 1024 };
  } catch {
    return undefined;
  }
}
