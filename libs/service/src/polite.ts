import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** A third of the weight that the operating system gives to others. */
const politeness = 5;

/** Lets the processes that people wait for go first on a machine that is shared with them. */
export function bePolite(): void {
  setPriority(politeness);
  // Linux weighs sessions before it weighs the processes in them, where it groups them: a process that leads its own
  // session would be as heavy as all of another.
  if (process.platform !== 'linux' || !leadsItsSession()) return;
  try {
    writeFileSync('/proc/self/autogroup', String(politeness));
  } catch {
    // This kernel does not group sessions.
  }
}

function leadsItsSession(): boolean {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]) === process.pid;
}
