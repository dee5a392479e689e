import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spawnEngine, verifyDirectory } from '@deskbeat/embedded';
import { MongoClient } from 'mongodb';
import { dataFiles, Disk, FILES, stepsOf, TRACED, type Step } from './recorded-writes.js';

const WRITERS = 8;
const LONGEST_WRITE = 4 * 2 ** 20;

export interface PowerLossResult {
  cuts: number;
  acknowledged: number;
  problems: string[];
}

/** Undefined when all that `powerLoss` needs is there. */
export const missingForPowerLoss = (): string | undefined =>
  spawnSync('strace', ['-V']).status === 0
    ? undefined
    : 'the power loss check needs strace (Linux; apt install strace)';

/**
 * Records every write and sync of an engine under load, then cuts the power at as many points as `cuts` says: each time
 * a copy of its files gets what had been synced by then and a random half of the rest, and must open, verify, and hold
 * every document whose insert had been answered. The engine is told to commit now and then, as it does once a second.
 */
export async function powerLoss(cuts: number, tell: (line: string) => void = () => {}): Promise<PowerLossResult> {
  const dir = await mkdtemp(join(tmpdir(), 'power-loss-'));
  try {
    const { steps, before, idOfRequest } = await record(dir, cuts * 10);
    const answers = steps.filter(({ kind }) => kind === 'answer').length;
    const disk = new Disk(before);
    const acknowledged = new Set<string>();
    const problems: string[] = [];
    let done = 0;
    for (const [i, step] of steps.entries()) {
      disk.apply(step);
      const id = step.kind === 'answer' && idOfRequest.get(step.to);
      if (id) acknowledged.add(id);
      if (i < ((done + 1) * steps.length) / (cuts + 1) || done === cuts) continue;
      const found = await check(join(dir, `cut-${done++}`), disk.afterPowerLoss(), acknowledged).catch(
        (error: unknown) => [`the data cannot be opened: ${String(error)}`],
      );
      problems.push(...found);
      tell(`cut ${done}: ${acknowledged.size} inserts acknowledged, ${found.length} problems`);
    }
    if (acknowledged.size < answers / 2)
      problems.push('too few answers were recognised for the check to mean anything');
    return { cuts: done, acknowledged: acknowledged.size, problems };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function record(dir: string, inserts: number) {
  const trace = join(dir, 'trace');
  const engine = await spawnEngine({ dir: join(dir, 'db') });
  const client = await MongoClient.connect(engine.uri, { monitorCommands: true });
  const collection = client.db('power').collection<{ _id: string; text: string }>('entries');
  await collection.createIndex({ text: 1 });
  const idOfRequest = new Map<number, string>();
  client.on('commandStarted', ({ requestId, command }) => {
    if (command['insert']) idOfRequest.set(requestId, command['documents'][0]._id as string);
  });
  const before = new Map(FILES.map((name) => [name, readFileSync(join(dir, 'db', name))]));
  const files = dataFiles(engine.pid);
  const options = ['-f', '-xx', '-s', String(LONGEST_WRITE), '-e', TRACED, '-o', trace, '-p', String(engine.pid)];
  const tracer = spawn('strace', options, { stdio: ['ignore', 'ignore', 'pipe'] });
  await once(tracer.stderr, 'data');
  const writer = async (w: number) => {
    for (let i = 0; i < inserts / WRITERS; i++) {
      await collection.insertOne({ _id: `${w}-${i}`, text: `${i % 7} ${'x'.repeat(300)}` });
      if (i % 20 === w) await client.db('admin').command({ fsync: 1 });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, w) => writer(w)));
  tracer.kill('SIGINT');
  await once(tracer, 'exit');
  await client.close();
  await engine.stop();
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(trace) })) lines.push(line);
  const steps: Step[] = [...stepsOf(lines, files)];
  return { steps, before, idOfRequest };
}

async function check(dir: string, files: Map<string, Buffer>, acknowledged: ReadonlySet<string>): Promise<string[]> {
  await mkdir(dir);
  for (const [name, bytes] of files) await writeFile(join(dir, name), bytes);
  const problems = (await verifyDirectory(dir)).flatMap((report) => report.problems);
  const engine = await spawnEngine({ dir });
  const client = await MongoClient.connect(engine.uri);
  const all = await client.db('power').collection<{ _id: string }>('entries').find().toArray();
  await client.close();
  await engine.stop();
  await rm(dir, { recursive: true });
  const present = new Set(all.map(({ _id }) => _id));
  for (const id of acknowledged) if (!present.has(id)) problems.push(`${id} was acknowledged and is gone`);
  return problems;
}
