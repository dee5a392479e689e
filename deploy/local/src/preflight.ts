import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import type { Folders } from './layout.js';
import { StartProblem } from './start-problem.js';

/** Makes the data folders; a StartProblem says why they cannot be had. */
export function prepareFolders(folders: Folders): void {
  try {
    for (const folder of [folders.data, folders.logs, folders.nats, folders.database, folders.mail]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.W_OK | constants.X_OK);
    }
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    const why = code === 'ENOSPC' ? 'the disk is full' : `${path ?? folders.data}: ${code}`;
    throw new StartProblem(
      `Cannot write to the data folder ${folders.data} (${why}). Choose another: npm start -- --data DIR`,
    );
  }
}

/** Refuses to start when somebody else listens on a port that is needed. */
export async function requireFreePort(port: number, what: string, host = '127.0.0.1'): Promise<void> {
  const problem = await listenProblem(port, host);
  if (!problem) return;
  if (problem === 'EADDRNOTAVAIL') throw new StartProblem(`This machine has no address ${host} (DESKBEAT_HOST)`);
  const why = problem === 'EADDRINUSE' ? `is taken${holderOf(port)}` : `cannot be used (${problem})`;
  throw new StartProblem(`Port ${port} (${what}) ${why}. Free it, or choose other ports: npm start -- --port N`);
}

/** The first port from `first` on that nobody listens on and that is not in `taken`. */
export async function nextFreePort(first: number, taken: Set<number>): Promise<number> {
  for (let port = first; port < first + 1000; port++) {
    if (taken.has(port) || (await listenProblem(port, '127.0.0.1'))) continue;
    taken.add(port);
    return port;
  }
  throw new StartProblem(`No free port between ${first} and ${first + 1000}`);
}

function listenProblem(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Who listens there, where a common tool can tell. */
function holderOf(port: number): string {
  try {
    const text = execFileSync('ss', ['-Hltnp', `sport = :${port}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 2000,
    });
    const [, name, pid] = /"([^"]+)",pid=(\d+)/.exec(text) ?? [];
    return pid ? ` by ${name} (pid ${pid})` : '';
  } catch {
    return '';
  }
}

/** The path of a program on the PATH. */
export function onPath(program: string, path = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file) && statSync(file).isFile());
}
