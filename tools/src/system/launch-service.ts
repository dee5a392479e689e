import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boundToParent } from '@deskbeat/embedded';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readyTimeoutMs = 60_000;
/** deploy/local/src/units/services.ts says why. */
const likeNpmStart = (name: string): string[] => (name === 'intake' ? ['--max-semi-space-size=32'] : []);

export interface LaunchedService {
  pid: number;
  port: number;
  process: ChildProcess;
}

const entryOf = (name: string): string => join(root, 'services', name, 'dist/main.js');

/** @throws Error that says what to do when a service is not compiled */
export function needBuild(names: readonly string[]): void {
  const missing = names.filter((name) => !existsSync(entryOf(name)));
  if (missing.length > 0) throw new Error(`not compiled: ${missing.join(', ')}; run "npm run build" first`);
}

export interface ServiceLaunch {
  name: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Options of Node itself, `--cpu-prof` for example. */
  nodeOptions?: readonly string[];
}

/** Starts a compiled service as its own process and answers when it says that it is ready. */
export async function launchService({ name, env, logFile, nodeOptions = [] }: ServiceLaunch): Promise<LaunchedService> {
  const child = spawnLogged([...likeNpmStart(name), ...nodeOptions, entryOf(name)], env, logFile);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const port = await Promise.race([
      readyPort(child),
      ended.then((how) => Promise.reject(new Error(`${name} ended at its start (${how}); log: ${logFile}`))),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${name} is not ready; log: ${logFile}`)), readyTimeoutMs);
      }),
    ]);
    return { pid: child.pid!, port, process: child };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function spawnLogged(args: string[], env: NodeJS.ProcessEnv, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    const bound = boundToParent(process.execPath, args);
    return spawn(bound.command, bound.args, { env, stdio: ['ignore', log, log, 'ipc'], detached: true });
  } finally {
    closeSync(log);
  }
}

function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const { type, port } = message as { type?: string; port?: number };
      if (type === 'ready') resolve(port!);
    });
  });
}
