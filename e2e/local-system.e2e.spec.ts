import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, freePorts, tempDir, type TempDir } from '@deskbeat/testing';

const root = fileURLToPath(new URL('..', import.meta.url));
const PATIENCE = 90_000;

interface RunRecord {
  supervisor: { pid: number };
  children: { name: string; pid: number }[];
}

/** `npm start` with data and ports of its own. */
class LocalSystem {
  output = '';
  private readonly child: ChildProcess;
  /** The exit code, when it has ended. */
  readonly exited: Promise<number | null>;

  constructor(
    private readonly data: string,
    readonly port: number,
    args: string[] = [],
  ) {
    const all = [join(root, 'deploy/local/start.mjs'), '--data', data, '--port', `${port}`, ...args];
    const env = { ...process.env, NATS_URL: '', MONGODB_URI: '', LOG_LEVEL: 'warn' };
    this.child = spawn(process.execPath, all, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.on('data', (text: Buffer) => (this.output += text.toString()));
    }
    this.exited = new Promise((resolve) => this.child.once('close', resolve));
  }

  says(text: string): Promise<true> {
    const look = () => {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.output}`);
      if (!this.output.includes(text)) throw new Error(`"${text}" is not said: ${this.output}`);
      return true as const;
    };
    return eventually(look, { timeout: PATIENCE });
  }

  get record(): RunRecord {
    return JSON.parse(readFileSync(join(this.data, 'run.json'), 'utf8')) as RunRecord;
  }

  async get<T>(path: string, port = this.port): Promise<T> {
    const key = readFileSync(join(this.data, 'operator-key'), 'utf8');
    const headers = { authorization: `Bearer ${key}` };
    return (await (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).json()) as T;
  }

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }
}

const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
const read = (file: string): string => readFileSync(file, 'utf8').trim();
const restingStatuses = ['pending-assignment', 'in-progress', 'awaiting-confirmation', 'resolved', 'closed'];

describe('npm start', () => {
  let dir: TempDir;
  let port: number;
  let system: LocalSystem;

  beforeAll(async () => {
    dir = await tempDir('local');
    port = await freePorts(40);
    system = new LocalSystem(dir.path, port, ['--demo']);
    await system.says('Ready in');
  }, PATIENCE);
  afterAll(async () => {
    await system.stop('SIGTERM');
    await dir.stop();
  }, PATIENCE);

  const statuses = async () => {
    const { items } = await system.get<{ items: { status: string }[] }>('/api/v1/tickets?limit=200');
    return [...new Set(items.map(({ status }) => status))].sort();
  };

  it('runs all services, in less than 1.45 GB', () => {
    const names = system.record.children.map(({ name }) => name).sort();
    const services = ['access', 'analytics', 'assignment', 'gateway', 'intake', 'notifications', 'sla'];
    expect(names).toEqual([...services, 'database', 'mail', 'nats'].sort());
    expect(Number(/Ready in .*, (\d+) MB/.exec(system.output)![1])).toBeLessThan(1450);
  });

  it(
    'loads the demo organisation: tickets in every status in which one rests, and mail about them',
    async () => {
      await system.says('12 tickets are there');
      expect(await statuses()).toEqual([...restingStatuses].sort());
      const mails = () => system.get<{ mails: unknown[] }>('/api/mails', port + 25);
      await eventually(async () => (await mails()).mails.length > 0, { timeout: PATIENCE });
    },
    2 * PATIENCE,
  );

  it('keeps its secrets to itself: none is in a log, in what it says or in the list of processes', async () => {
    const own = (folder: string) =>
      readdirSync(join(dir.path, folder)).map((file) => readFileSync(join(dir.path, folder, file), 'utf8').trim());
    const secrets = [...own('bus'), ...['operator-key', 'link-secret'].map((file) => read(join(dir.path, file)))];
    expect(secrets.length).toBeGreaterThan(9);
    const commands = system.record.children.map(({ pid }) => read(`/proc/${pid}/cmdline`));
    const shown = [system.output, ...own('logs'), ...commands, read(join(dir.path, 'run.json'))].join('\n');
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    expect(shown).not.toContain('Violation');
  });

  it('a second start says what runs and changes nothing', async () => {
    const { supervisor } = system.record;
    const second = new LocalSystem(dir.path, port);
    expect(await second.exited).toBe(0);
    expect(second.output).toContain(`pid ${supervisor.pid}`);
    expect(system.record.supervisor.pid).toBe(supervisor.pid);
  });

  it(
    'stops within five seconds and leaves no process; its data is there in one process of less than 450 MB',
    async () => {
      const pids = system.record.children.map(({ pid }) => pid);
      const asked = Date.now();
      expect(await system.stop()).toBe(0);
      expect(Date.now() - asked).toBeLessThan(5000);
      expect(pids.filter(isAlive)).toEqual([]);

      system = new LocalSystem(dir.path, port, ['--single-process']);
      await system.says('Ready in');
      expect(Number(/Ready in .*, (\d+) MB/.exec(system.output)![1])).toBeLessThan(450);
      await eventually(async () => expect(await statuses()).toEqual([...restingStatuses].sort()), {
        timeout: PATIENCE,
      });
    },
    3 * PATIENCE,
  );
});
