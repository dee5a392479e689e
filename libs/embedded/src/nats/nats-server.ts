import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { boundToParent } from './bound-to-parent.js';
import { ensureNatsServer } from './install-nats-server.js';
import { DEFAULT_LIMITS, natsConfig, type NatsLimits, type NatsUser } from './nats-config.js';
import { readNatsInfo } from './nats-ready.js';
import { configFile, pidFile, usersFile, writeUsers } from './nats-users.js';

export { boundToParent } from './bound-to-parent.js';
export { findNatsServer } from './find-nats-server.js';
export { ensureNatsServer, NatsServerUnavailable } from './install-nats-server.js';
export { natsUsers, type NatsUser } from './nats-config.js';
export { changeNatsUsers } from './nats-users.js';
export { readNatsInfo, type NatsInfo } from './nats-ready.js';

export interface NatsServerOptions extends Partial<NatsLimits> {
  /** Folder of the streams, the configuration and the pid file. Created when missing; belongs to one server. */
  dir: string;
  /** Port on 127.0.0.1; left out or 0, the server takes a free one. */
  port?: number;
  /** Who may connect; left out, whoever reaches the port may do everything. */
  users?: readonly NatsUser[];
  /** Where the server's output is appended; default `<dir>/nats-server.log`. */
  logFile?: string;
  /** Path of the program; default: found, or installed where that needs no password. */
  binary?: string;
  /** Milliseconds until a server that does not answer counts as failed. */
  readyTimeoutMs?: number;
}

export interface NatsServer {
  url: string;
  port: number;
  pid: number;
  process: ChildProcess;
  /** Asks the server to end, and makes it after `timeoutMs`. Safe to call twice. */
  stop(timeoutMs?: number): Promise<void>;
  /** Ends the server as a power cut would: for tests of recovery. */
  kill9(): Promise<void>;
}

/** The server ended or stayed silent; the message carries the last line of its log. */
export class NatsServerFailed extends Error {
  override readonly name = 'NatsServerFailed';
}

/** Starts a nats-server with JetStream on disk, and answers when it accepts connections. */
export async function startNatsServer(options: NatsServerOptions): Promise<NatsServer> {
  const binary = options.binary ?? (await ensureNatsServer());
  const dir = resolve(options.dir);
  const logFile = options.logFile ?? join(dir, 'nats-server.log');
  const name = `deskbeat-${randomUUID()}`;
  mkdirSync(dir, { recursive: true });
  const { users, port: wanted } = options;
  if (users) writeUsers(dir, users);
  const place = { name, port: wanted || -1, storeDir: dir, ...(users && { usersFile }) };
  writeFileSync(join(dir, configFile), natsConfig({ ...DEFAULT_LIMITS, ...options, ...place }), { mode: 0o600 });

  const child = launch(binary, ['-c', join(dir, configFile), '-P', join(dir, pidFile)], logFile);
  const exited = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()));
  const end = async (signal: NodeJS.Signals, timeoutMs: number) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    await exited;
    clearTimeout(timer);
  };
  try {
    const port = await ready(child, { dir, name, port: options.port, timeoutMs: options.readyTimeoutMs ?? 10_000 });
    return {
      url: `nats://127.0.0.1:${port}`,
      port,
      pid: child.pid!,
      process: child,
      stop: (timeoutMs = 3000) => end('SIGTERM', timeoutMs),
      kill9: () => end('SIGKILL', 1000),
    };
  } catch (error) {
    await end('SIGKILL', 1000);
    throw new NatsServerFailed(`${(error as Error).message}: ${lastLine(logFile)} (log: ${logFile})`);
  }
}

function launch(binary: string, args: string[], logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    const bound = boundToParent(binary, args);
    // A group of its own keeps Ctrl-C in a terminal from reaching the server before its clients are closed.
    return spawn(bound.command, bound.args, { stdio: ['ignore', log, log], detached: true });
  } finally {
    closeSync(log);
  }
}

interface Expected {
  dir: string;
  name: string;
  port?: number;
  timeoutMs: number;
}

async function ready(child: ChildProcess, expected: Expected): Promise<number> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = `nats-server could not be run (${error.message})`));
  child.once('exit', (code, signal) => (failure = `nats-server ended at its start (${signal ?? `code ${code}`})`));
  const deadline = Date.now() + expected.timeoutMs;
  while (Date.now() < deadline) {
    if (failure) throw new Error(failure);
    const port = expected.port || chosenPort(expected.dir, child.pid);
    const info = port ? await readNatsInfo(port) : undefined;
    if (info?.server_name === expected.name && info.jetstream) return port!;
    await delay(15);
  }
  throw new Error(`nats-server did not answer within ${expected.timeoutMs} ms`);
}

function chosenPort(dir: string, pid: number | undefined): number | undefined {
  try {
    const { nats } = JSON.parse(readFileSync(join(dir, `nats-server_${pid}.ports`), 'utf8')) as { nats: string[] };
    return Number(new URL(nats[0]!).port);
  } catch {
    return undefined;
  }
}

function lastLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').at(-1)!;
  } catch {
    return 'it wrote no log';
  }
}
