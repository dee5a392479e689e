import { createServer, type Server } from 'node:net';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { eventually, freePorts, tempDir, type TempDir } from '@deskbeat/testing';
import { processInfo } from '../src/process-info.js';
import { FakeSystem, PATIENCE } from './fakes/fake-system.js';

let dir: TempDir;
let system: FakeSystem;

jest.setTimeout(60_000);
beforeAll(() => FakeSystem.build());
beforeEach(async () => {
  dir = await tempDir('supervisor');
  // The other ports follow from the gateway's.
  system = new FakeSystem(dir.path, await freePorts(40));
});
afterEach(async () => {
  await system.stop();
  await dir.stop();
});

const alive = (pids: number[]) => pids.filter((pid) => processInfo(pid) !== undefined);

it('starts everything, says so with the URLs, and Ctrl-C leaves no process and no lock', async () => {
  const run = system.start();
  await run.ready();
  const { children } = run.record();
  expect(children.map(({ name }) => name).sort()).toEqual(
    [
      'nats',
      'database',
      'mail',
      'intake',
      'assignment',
      'sla',
      'notifications',
      'analytics',
      'access',
      'gateway',
    ].sort(),
  );
  expect(run.output).toContain(`http://127.0.0.1:${system.port}/api/docs`);
  const asked = Date.now();
  run.child.kill('SIGINT');
  expect(await run.exitCode).toBe(0);
  expect(Date.now() - asked).toBeLessThan(5000);
  expect(alive(children.map(({ pid }) => pid))).toEqual([]);
  expect(existsSync(join(dir.path, 'data/run.json'))).toBe(false);
});

it.each(['sla', 'nats', 'database'])('a killed %s is started again', async (name) => {
  const run = system.start();
  await run.ready();
  const before = run.pidOf(name);
  process.kill(before, 'SIGKILL');
  const after = await eventually(() => {
    const child = run.record().children.find((recorded) => recorded.name === name);
    return child !== undefined && child.pid !== before && run.output.includes(`${name} restarting`) && child.pid;
  }, PATIENCE);
  expect(alive([before, after])).toEqual([after]);
});

it('a service that cannot start is shown as failing with the cause, and the others run', async () => {
  const run = system.start([], { FAKE_CRASHES: 'analytics' });
  await eventually(
    () => run.output.includes('analytics failing (ended with code 3: Error: the fake has no courage)'),
    PATIENCE,
  );
  expect(run.output).toContain('gateway ready');
});

it('a second start says what runs, changes nothing and succeeds', async () => {
  const run = system.start();
  await run.ready();
  const second = system.start();
  expect(await second.exitCode).toBe(0);
  expect(second.output).toContain(`pid ${run.child.pid}`);
  expect(second.output).toContain(`http://127.0.0.1:${system.port}`);
  expect(run.record().supervisor.pid).toBe(run.child.pid);
});

it('after the supervisor was killed nothing stays behind, and the next start works', async () => {
  const run = system.start();
  await run.ready();
  const pids = run.record().children.map(({ pid }) => pid);
  run.child.kill('SIGKILL');
  await run.exitCode;
  const next = system.start();
  await next.ready();
  expect(alive(pids)).toEqual([]);
});

it('a taken port, a folder that cannot be written and a wrong option are one line each', async () => {
  const holder = await listen(system.port);
  const taken = system.start();
  expect(await taken.exitCode).toBe(1);
  expect(taken.output).toMatch(new RegExp(`^Port ${system.port} \\(the API\\) is taken.*\\n$`));
  await new Promise((done) => holder.close(done));

  writeFileSync(join(dir.path, 'file'), '');
  const unwritable = system.start(['--data', join(dir.path, 'file/data')]);
  expect(await unwritable.exitCode).toBe(1);
  expect(unwritable.output).toMatch(/^Cannot write to the data folder .*\n$/);
});

const listen = (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
