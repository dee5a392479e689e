import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@deskbeat/testing';
import { buildWhenStale } from '../../prepare/build.mjs';
import { SERVICES } from '../../src/layout.js';
import { readRunFile, type RunRecord } from '../../src/run-file.js';

/** A busy machine starts ten processes slowly. */
export const PATIENCE = { timeout: 25_000 };

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const fake = fileURLToPath(new URL('fake-process.mjs', import.meta.url));

/** The real supervisor and nats-server over fake services, in a folder of their own. */
export class FakeSystem {
  private readonly started: ChildProcess[] = [];

  constructor(
    readonly dir: string,
    readonly port: number,
  ) {
    const entries = [
      ...SERVICES.map((name) => `services/${name}/dist/main.js`),
      'libs/embedded/dist/engine/main.js',
      'deploy/local/dist/mail-sink/main.js',
    ];
    for (const entry of entries) {
      mkdirSync(join(dir, dirname(entry)), { recursive: true });
      copyFileSync(fake, join(dir, entry));
    }
    writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  }

  /** The supervisor runs as it is shipped, so it must be built. */
  static build(): Promise<void> {
    return buildWhenStale(repository, () => {}, { packages: ['libs/embedded', 'deploy/local'] });
  }

  start(args: string[] = [], env: NodeJS.ProcessEnv = {}): Run {
    const main = join(repository, 'deploy/local/dist/main.js');
    const all = ['--data', join(this.dir, 'data'), '--port', `${this.port}`, ...args];
    const script = `const { main } = await import(${JSON.stringify(main)}); process.exit(await main(${JSON.stringify(all)}, ${JSON.stringify(this.dir)}));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, NATS_URL: '', MONGODB_URI: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.started.push(child);
    return new Run(child, join(this.dir, 'data/run.json'));
  }

  async stop(): Promise<void> {
    for (const child of this.started) child.kill('SIGTERM');
    await eventually(
      () => this.started.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null),
      PATIENCE,
    );
  }
}

export class Run {
  output = '';
  exitCode?: Promise<number | null>;

  constructor(
    readonly child: ChildProcess,
    private readonly runFile: string,
  ) {
    const keep = (text: Buffer) => (this.output += text.toString());
    child.stdout!.on('data', keep);
    child.stderr!.on('data', keep);
    this.exitCode = new Promise((resolve) => child.once('close', resolve));
  }

  async ready(): Promise<void> {
    await eventually(() => {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.output}`);
      return this.output.includes('Ready in');
    }, PATIENCE);
  }

  record(): RunRecord {
    return readRunFile(this.runFile)!;
  }

  pidOf(name: string): number {
    return this.record().children.find((child) => child.name === name)!.pid;
  }
}
