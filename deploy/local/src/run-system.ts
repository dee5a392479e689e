import { affectedBy } from './dev/affected.js';
import { RebuildOnChange } from './dev/rebuild.js';
import { type Folders, logFile } from './layout.js';
import { LogTail } from './logs.js';
import type { Options } from './options.js';
import type { Plan } from './plan.js';
import { processInfo } from './process-info.js';
import { recordOf, type RunRecord, updateRunFile } from './run-file.js';
import { Supervisor } from './supervise/supervisor.js';
import { LineScreen, LiveScreen } from './view/screen.js';
import { megabytes, type Row } from './view/table.js';

export interface System {
  root: string;
  folders: Folders;
  options: Options;
  plan: Plan;
  record: RunRecord;
}

/** Runs the planned system until it is told to stop; answers the exit code. */
export async function runSystem({ root, folders, options, plan, record }: System): Promise<number> {
  const supervisor = new Supervisor(plan.waves);
  const rows = (): Row[] => [
    ...plan.external,
    ...supervisor.statuses.map((status) => ({ ...status, memory: status.pid && processInfo(status.pid)?.memory })),
    { name: 'supervisor', state: 'ready', pid: process.pid, restarts: 0, memory: process.memoryUsage.rss() },
  ];
  const isLive = process.stdout.isTTY === true && !options.verbose;
  const screen = isLive ? new LiveScreen(rows, process.stdout) : new LineScreen(rows, process.stdout);
  const tail = options.verbose ? new LogTail(logsOf(plan, folders), (line) => screen.say(line)) : undefined;
  tail?.start();

  supervisor.on('change', (status) => {
    const children = supervisor.statuses.flatMap(({ name, pid }) => (pid && recordOf(name, pid)) || []);
    updateRunFile(folders.runFile, { ...record, children });
    screen.changed(status);
  });
  const started = Date.now();
  const stopped = untilStopped();
  const everythingReady = supervisor.start().then(() => supervisor.isReady && showReady());
  const showReady = () => {
    const memory = rows().reduce((sum, row) => sum + (row.memory ?? 0), 0);
    screen.ready([
      `Ready in ${((Date.now() - started) / 1000).toFixed(1)} s, ${megabytes(memory)}`,
      ...Object.entries(plan.urls).map(([name, url]) => `  ${name.padEnd(9)} ${url}`),
      `  logs      ${folders.logs}`,
      'Ctrl-C stops everything.',
    ]);
  };
  const units = plan.waves.flat().map(({ name }) => name);
  const rebuild = new RebuildOnChange(
    root,
    (line) => screen.say(line),
    async (path) => {
      for (const name of affectedBy(path, units)) await supervisor.restart(name);
    },
  );
  if (options.dev) rebuild.start();
  await stopped;
  rebuild.stop();
  screen.say('Stopping');
  const hard = setTimeout(() => killAll(supervisor), 4600);
  await supervisor.stop();
  clearTimeout(hard);
  await everythingReady;
  tail?.stop();
  screen.close();
  return 0;
}

const logsOf = (plan: Plan, folders: Folders): Record<string, string> =>
  Object.fromEntries(plan.waves.flat().map(({ name }) => [name, logFile(folders, name)]));

/** Signals may come twice: from the terminal and from npm. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

function killAll(supervisor: Supervisor): void {
  for (const { pid } of supervisor.statuses) {
    try {
      if (pid) process.kill(pid, 'SIGKILL');
    } catch {
      // It ended in this moment.
    }
  }
}
