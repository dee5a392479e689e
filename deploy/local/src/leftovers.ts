import { setTimeout as delay } from 'node:timers/promises';
import { isSameProcess } from './process-info.js';
import type { RecordedProcess } from './run-file.js';

/** Ends processes of a supervisor that was killed: only those that are provably the recorded ones. */
export async function endLeftovers(leftovers: RecordedProcess[]): Promise<void> {
  const there = () => leftovers.filter((recorded) => isSameProcess(recorded));
  signal(there(), 'SIGTERM');
  for (let look = 0; look < 60 && there().length > 0; look++) await delay(50);
  signal(there(), 'SIGKILL');
  for (let look = 0; look < 40 && there().length > 0; look++) await delay(25);
}

function signal(processes: RecordedProcess[], name: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended between the look and the signal.
    }
  }
}
