import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { boundToParent, readNatsInfo, startNatsServer } from '../src/nats/nats-server.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deskbeat-nats-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('startNatsServer', () => {
  it('takes a free port, keeps streams on disk and writes pid and log into its folder', async () => {
    const server = await startNatsServer({ dir });
    try {
      expect(await readNatsInfo(server.port)).toMatchObject({ jetstream: true, max_payload: 1_048_576 });
      expect(Number(await readFile(join(dir, 'nats-server.pid'), 'utf8'))).toBe(server.pid);
      expect(await readFile(join(dir, 'nats-server.log'), 'utf8')).toContain('Server is ready');
    } finally {
      await server.stop();
    }
    expect(isAlive(server.pid)).toBe(false);
    await server.stop();
  });

  it('does not take another server on its port for its own', async () => {
    const other = await startNatsServer({ dir: join(dir, 'other') });
    try {
      await expect(startNatsServer({ dir: join(dir, 'second'), port: other.port })).rejects.toMatchObject({
        name: 'NatsServerFailed',
        message: expect.stringContaining('address already in use'),
      });
    } finally {
      await other.stop();
    }
  });

  it('says so when the program cannot be run', async () => {
    await expect(startNatsServer({ dir, binary: '/nowhere/nats-server' })).rejects.toThrow(/nats-server/);
  });

  it('can be killed', async () => {
    const server = await startNatsServer({ dir });
    await server.kill9();
    expect(server.process.signalCode).toBe('SIGKILL');
  });
});

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('a bound child ends when its parent is killed', async () => {
  const grandchild = boundToParent(process.execPath, ['-e', 'console.log(process.pid); setInterval(() => {}, 1e6)']);
  const script = `require('node:child_process').spawn(${JSON.stringify(grandchild.command)}, ${JSON.stringify(grandchild.args)}, { stdio: 'inherit', detached: true })`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (text) => resolve(Number(text))));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  for (let look = 0; isAlive(pid) && look < 200; look++) await delay(25);
  expect(isAlive(pid)).toBe(false);
});
