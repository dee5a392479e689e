import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { boundToParent } from '@deskbeat/embedded';
import { closeSync } from 'node:fs';
import { openLog } from '../logs.js';
import type { Launch, Running } from '../supervise/unit.js';

export interface ChildCommand {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  logFile: string;
  /** How it shows that it is ready: a message `{ type: 'ready', port }` to its parent, or a port that accepts. */
  ready: 'message' | { port: number };
  readyTimeoutMs?: number;
}

/** Starts a process, waits until it is ready, and gives the handle to end it. */
export async function launchChild(what: ChildCommand, { signal, onSpawn }: Launch): Promise<Running> {
  const child = spawnLogged(what);
  const ended = endOf(child);
  const abort = () => child.kill('SIGTERM');
  signal.addEventListener('abort', abort);
  try {
    if (child.pid !== undefined) onSpawn(child.pid);
    const timeout = what.readyTimeoutMs ?? 60_000;
    const port = await Promise.race([
      what.ready === 'message' ? readyMessage(child) : accepts(what.ready.port, child),
      ended.then((reason) => Promise.reject(new Error(reason))),
      delay(timeout, undefined, { ref: false }).then(() =>
        Promise.reject(new Error(`not ready after ${timeout / 1000} s`)),
      ),
    ]);
    return { pid: child.pid!, port, ended, stop: (timeoutMs) => end(child, ended, timeoutMs) };
  } catch (error) {
    await end(child, ended, 2000);
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Reaps a process that something else started, in the supervisor's terms. */
export const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve('ended at once');
    child.once('error', (error) => resolve(`could not be run (${error.message})`));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });

function spawnLogged({ command, args, env, cwd, logFile }: ChildCommand): ChildProcess {
  const log = openLog(logFile);
  try {
    const bound = boundToParent(command, args);
    // A group of its own keeps Ctrl-C in a terminal from reaching all at once: the supervisor ends them in order.
    return spawn(bound.command, bound.args, { cwd, env, stdio: ['ignore', log, log, 'ipc'], detached: true });
  } finally {
    closeSync(log);
  }
}

async function readyMessage(child: ChildProcess): Promise<number | undefined> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ type?: string; port?: number }];
    if (message?.type === 'ready') return message.port;
  }
}

async function accepts(port: number, child: ChildProcess): Promise<number> {
  while (child.exitCode === null && child.signalCode === null) {
    if (await canConnect(port)) return port;
    await delay(25);
  }
  return new Promise(() => {});
}

export function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess, ended: Promise<string>, timeoutMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  await ended;
  clearTimeout(timer);
}
