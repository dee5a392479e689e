import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const READY_WITHIN_MS = 30_000;
const BUILD_WITHIN_MS = 60_000;

/** An engine in a child process that ends together with its parent. */
export interface SpawnedEngine {
  uri: string;
  port: number;
  pid: number;
  process: ChildProcess;
  /** Ends it in good order; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill9(): Promise<void>;
}

/** Starts the engine over `dir` in a process of its own. Rejects with its own words when it cannot start. */
export async function spawnEngine(options: { dir: string; port?: number }): Promise<SpawnedEngine> {
  const main = await compiledMain();
  const args = [main, '--dir', options.dir, '--port', String(options.port ?? 0), '--with-parent'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { uri, port } = await untilReady(child);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  return {
    uri,
    port,
    pid: child.pid!,
    process: child,
    stop: () => end('SIGTERM'),
    kill9: () => end('SIGKILL'),
  };
}

function untilReady(child: ChildProcess): Promise<{ uri: string; port: number }> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    const timer = setTimeout(() => fail('was not ready in time'), READY_WITHIN_MS);
    const fail = (reason: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`the embedded engine ${reason}: ${complaint.trim()}`));
    };
    child.stderr!.on('data', (text: Buffer) => {
      complaint = (complaint + text.toString()).slice(-2_000);
      process.stderr.write(text);
    });
    child.once('error', (error) => fail(error.message));
    const onExit = (code: number | null) => fail(`ended with code ${code}`);
    child.once('exit', onExit);
    createInterface({ input: child.stdout! }).once('line', (line) => {
      clearTimeout(timer);
      child.off('exit', onExit);
      resolve(JSON.parse(line) as { uri: string; port: number });
    });
  });
}

const here = dirname(fileURLToPath(import.meta.url));

/** The compiled entry; when only sources are newer (tests), it is built first, by one process at a time. */
async function compiledMain(): Promise<string> {
  if (!here.includes(join('embedded', 'src'))) return join(here, 'main.js');
  const root = join(here, '..', '..');
  const main = join(root, 'dist', 'engine', 'main.js');
  const stamp = join(root, 'dist', 'engine', '.built');
  const isFresh = () => existsSync(stamp) && statSync(stamp).mtimeMs >= newest(here);
  if (isFresh()) return main;
  await mkdir(dirname(stamp), { recursive: true });
  await whileHolding(join(root, 'dist', 'engine', '.building'), isFresh, async () => {
    const from = newest(here);
    await compile(root);
    await writeFile(stamp, '');
    if (statSync(stamp).mtimeMs < from) throw new Error('the clock runs behind the sources');
  });
  return main;
}

const isSource = (name: string) => name.endsWith('.ts') && !name.endsWith('.spec.ts');

const sources = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter(isSource)
    .map((name) => join(dir, name));

const newest = (dir: string): number => Math.max(...sources(dir).map((file) => statSync(file).mtimeMs));

async function compile(root: string): Promise<void> {
  const { transform } = await import('@swc/core');
  const { $schema: _, ...options } = JSON.parse(await readFile(join(root, '..', '..', '.swcrc'), 'utf8')) as {
    $schema: string;
  };
  for (const file of sources(here)) {
    const { code } = await transform(await readFile(file, 'utf8'), {
      ...options,
      filename: file,
      swcrc: false,
      sourceMaps: false,
    });
    const out = join(root, 'dist', relative(join(root, 'src'), file).replace(/\.ts$/, '.js'));
    await mkdir(dirname(out), { recursive: true });
    await writeFile(`${out}.new`, code);
    await rename(`${out}.new`, out);
  }
}

async function whileHolding(lock: string, isDone: () => boolean, work: () => Promise<void>): Promise<void> {
  const until = Date.now() + BUILD_WITHIN_MS;
  while (!isDone()) {
    const handle = await open(lock, 'wx').catch(() => undefined);
    if (handle) {
      try {
        await handle.writeFile(String(process.pid));
        if (!isDone()) await work();
        return;
      } finally {
        await handle.close();
        await rm(lock, { force: true });
      }
    }
    if (Date.now() > until || !(await holderLives(lock))) await rm(lock, { force: true });
    await delay(50);
  }
}

async function holderLives(lock: string): Promise<boolean> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => '0'));
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
