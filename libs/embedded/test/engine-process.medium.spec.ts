import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { spawnEngine, type SpawnedEngine } from '../src/engine/spawn.js';

describe('the engine as a process', () => {
  let dir: string;
  let engine: SpawnedEngine;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'engine-process-'));
    engine = await spawnEngine({ dir });
  });

  afterAll(async () => {
    await engine.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('keeps what it acknowledged when it is killed, and starts again on the same directory and port', async () => {
    const client = await MongoClient.connect(engine.uri);
    await client
      .db('test')
      .collection('kept')
      .insertOne({ _id: 1 as never, text: 'kept' });
    await client.close();
    await engine.kill9();

    engine = await spawnEngine({ dir, port: engine.port });

    const again = await MongoClient.connect(engine.uri);
    expect(await again.db('test').collection('kept').find().toArray()).toEqual([{ _id: 1, text: 'kept' }]);
    await again.close();
  });

  it('refuses a directory that another process holds, and says which one', async () => {
    await expect(spawnEngine({ dir })).rejects.toThrow(`is held by process ${engine.pid}`);
  });

  it('refuses a port that is taken', async () => {
    const other = await mkdtemp(join(tmpdir(), 'engine-process-'));
    await expect(spawnEngine({ dir: other, port: engine.port })).rejects.toThrow(
      `port ${engine.port} on 127.0.0.1 is taken`,
    );
    await rm(other, { recursive: true, force: true });
  });

  it('ends with exit code 0 on SIGTERM', async () => {
    const other = await mkdtemp(join(tmpdir(), 'engine-process-'));
    const second = await spawnEngine({ dir: other });
    const code = new Promise((resolve) => second.process.once('exit', resolve));
    await second.stop();
    expect(await code).toBe(0);
    await rm(other, { recursive: true, force: true });
  });

  it('does not outlive the process that started it', async () => {
    const other = await mkdtemp(join(tmpdir(), 'engine-process-'));
    const main = engine.process.spawnargs[1]!;
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `const c = require('node:child_process').spawn(process.execPath, ${JSON.stringify([main, '--dir', other, '--with-parent'])}, { stdio: ['pipe', 'inherit', 'inherit'] }); `,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ready = await new Promise<string>((resolve) =>
      parent.stdout.once('data', (line: Buffer) => resolve(line.toString())),
    );
    expect(JSON.parse(ready)).toMatchObject({ ready: true });
    const ended = new Promise((resolve) => parent.stdout.once('close', resolve));
    parent.kill('SIGKILL');
    await ended;
    await expect(spawnEngine({ dir: other }).then((next) => next.stop())).resolves.toBeUndefined();
    await rm(other, { recursive: true, force: true });
  });
});
