import { loadDemo } from './demo/load-demo.js';
import { affectedBy } from './dev/affected.js';
import { RebuildOnChange } from './dev/rebuild.js';
import { type Folders, logFile, SERVICES } from './layout.js';
import { LogTail } from './logs.js';
import type { Options } from './options.js';
import type { Plan } from './plan.js';
import { processInfo } from './process-info.js';
import { recordOf, type RunRecord, updateRunFile } from './run-file.js';
import { operatorKeyIn } from './secrets.js';
import { setUpLink } from './set-up.js';
import { HealthWatch } from './supervise/health-watch.js';
import { Supervisor } from './supervise/supervisor.js';
import { LineScreen, LiveScreen, type Screen } from './view/screen.js';
import { megabytes, type Row } from './view/table.js';

export interface System {
  root: string;
  folders: Folders;
  options: Options;
  plan: Plan;
  record: RunRecord;
}

/** Time in which everything has ended, by force for the last of it. */
const STOP_WITHIN_MS = 4600;

/** Runs the planned system until it is told to stop; answers the exit code. */
export async function runSystem(system: System): Promise<number> {
  const { folders, options, plan, record } = system;
  const supervisor = new Supervisor(plan.waves);
  const stopped = untilStopped();
  const health = new HealthWatch(
    () => supervisor.statuses,
    [...SERVICES, 'deskbeat'],
    (status) => screen.changed(status),
  );
  const rows = () => rowsOf(plan, supervisor, health);
  const screen = process.stdout.isTTY && !options.verbose ? new LiveScreen(rows) : new LineScreen(rows);
  const tail = options.verbose ? new LogTail(logsOf(plan, folders), (line) => screen.say(line)) : undefined;
  const rebuild = options.dev ? rebuildOnChange(system, supervisor, screen) : undefined;

  supervisor.on('change', (status) => {
    const children = supervisor.statuses.flatMap(({ name, pid }) => (pid && recordOf(name, pid)) || []);
    updateRunFile(folders.runFile, { ...record, children });
    screen.changed(status);
  });
  tail?.start();
  rebuild?.start();
  health.start();
  const welcomed = welcome(system, supervisor, screen, rows);
  await stopped;

  rebuild?.stop();
  health.stop();
  screen.say('Stopping');
  const hard = setTimeout(() => killAll(supervisor), STOP_WITHIN_MS);
  await supervisor.stop();
  clearTimeout(hard);
  await welcomed;
  tail?.stop();
  screen.close();
  return 0;
}

/** Says where everything is once it is there, and fills it when asked. */
async function welcome({ folders, options, plan }: System, supervisor: Supervisor, screen: Screen, rows: () => Row[]) {
  const started = Date.now();
  await supervisor.start();
  if (!supervisor.isReady) return;
  const memory = rows().reduce((sum, row) => sum + (row.memory ?? 0), 0);
  screen.ready([
    `Ready in ${((Date.now() - started) / 1000).toFixed(1)} s, ${megabytes(memory)}`,
    ...Object.entries(plan.urls).map(([name, url]) => `  ${name.padEnd(9)} ${url}`),
    `  logs      ${folders.logs}`,
    'Ctrl-C stops everything.',
  ]);
  const say = (line: string) => screen.say(line);
  const api = plan.urls.api!;
  const failed = (what: string) => (error: Error) => supervisor.isStopping || say(`${what}: ${error.message}`);
  // Not waited for: who stops the system in this moment need not hear the end.
  if (options.demo) void loadDemo(api, folders, say).catch(failed('The demo could not be loaded'));
  else void sayHowToSetUp(api, folders, say).catch(failed('No link for the first administrator could be had'));
}

/** The first start asks for an administrator. */
async function sayHowToSetUp(url: string, folders: Folders, say: (line: string) => void): Promise<void> {
  const link = await setUpLink(url, operatorKeyIn(folders));
  if (link) say(`Set up the first administrator (once, within a day): ${link}`);
}

const rowsOf = (plan: Plan, supervisor: Supervisor, health: HealthWatch): Row[] => [
  ...plan.external,
  ...supervisor.statuses.map((status) => ({
    ...health.seen(status),
    memory: status.pid && processInfo(status.pid)?.memory,
  })),
  { name: 'supervisor', state: 'ready', pid: process.pid, restarts: 0, memory: process.memoryUsage.rss() },
];

function rebuildOnChange({ root, plan }: System, supervisor: Supervisor, screen: Screen): RebuildOnChange {
  const units = plan.waves.flat().map(({ name }) => name);
  const say = (line: string) => screen.say(line);
  return new RebuildOnChange(root, say, async (path) => {
    await Promise.all(affectedBy(path, units).map((name) => supervisor.restart(name)));
  });
}

const logsOf = (plan: Plan, folders: Folders): Record<string, string> =>
  Object.fromEntries(plan.waves.flat().map(({ name }) => [name, logFile(folders, name)]));

/** Signals may come twice: from the terminal and from npm. A signal to npm alone ends only the shell between us. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    const parent = process.ppid;
    const orphaned = () => process.ppid !== parent && resolve();
    if (process.env.npm_lifecycle_event) setInterval(orphaned, 250).unref();
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
