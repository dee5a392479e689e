import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnEngine, type SpawnedEngine } from '@deskbeat/embedded';
import { MongoClient, type Collection } from 'mongodb';
import { CpuMeter } from '../measure/cpu.js';
import { latencies, latencyLine, type Latencies } from '../measure/percentiles.js';

type Ticket = ReturnType<typeof aTicket> & { touched?: number };

interface Operation {
  name: string;
  /** Processor time of the engine for one, in microseconds, that it should not exceed. */
  target: number;
  count: number;
  run: (i: number) => Promise<unknown>;
}

const inFlight = 20;

const aTicket = (i: number) => ({
  _id: i,
  number: `T-${i}`,
  queue: `queue-${i % 20}`,
  status: ['open', 'pending', 'solved'][i % 3],
  at: new Date(1_700_000_000_000 + i * 1000),
  customer: { id: `customer-${i % 1000}`, name: 'Ana', mail: 'ana@shop.example.test' },
  priority: i % 4,
  version: 1,
  log: [] as object[],
  text: 'x'.repeat(655),
});

function operations(tickets: Collection<Ticket>, documents: number): Operation[] {
  const someone = () => ({ _id: Math.floor(Math.random() * documents) });
  const touched = (i: number) => ({
    $set: { status: 'open', touched: i },
    $inc: { version: 1 },
    $push: { log: { $each: [{ i }], $slice: -10 } },
  });
  const ofQueue = (i: number) => tickets.find({ queue: `queue-${i % 20}` }).sort({ at: -1 });
  return [
    {
      name: 'insertOne, 1 KB, 4 indexes',
      target: 120,
      count: 8_000,
      run: (i) => tickets.insertOne(aTicket(documents + i)),
    },
    { name: 'findOne by _id', target: 110, count: 20_000, run: () => tickets.findOne(someone()) },
    { name: '50 by index, in order', target: 450, count: 3_000, run: (i) => ofQueue(i).limit(50).toArray() },
    {
      name: 'findOneAndUpdate, $set and $push',
      target: 250,
      count: 6_000,
      run: (i) => tickets.findOneAndUpdate(someone(), touched(i)),
    },
  ];
}

async function fill(tickets: Collection<Ticket>, documents: number): Promise<void> {
  await tickets.createIndexes([
    { key: { number: 1 }, unique: true },
    { key: { queue: 1, at: -1 } },
    { key: { status: 1, priority: 1 } },
    { key: { 'customer.id': 1, at: -1 } },
  ]);
  for (let i = 0; i < documents; i += 1_000) {
    await tickets.insertMany(Array.from({ length: Math.min(1_000, documents - i) }, (_, j) => aTicket(i + j)));
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await run();
  return performance.now() - begin;
}

/** @returns whether the target was met */
async function measure(engine: SpawnedEngine, { name, target, count, run }: Operation): Promise<boolean> {
  let next = 0;
  const upTo = async (end: number): Promise<number[]> => {
    const times: number[] = [];
    const worker = async () => {
      while (next < end) {
        const i = next++;
        times.push(await timed(() => run(i)));
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    return times;
  };
  const warmUp = count / 10;
  await upTo(warmUp);
  const meter = new CpuMeter([{ name: 'engine', pid: engine.pid }]);
  const began = performance.now();
  const times = await upTo(warmUp + count);
  const perSecond = (count * 1000) / (performance.now() - began);
  const cpu = (meter.read()[0]!.seconds * 1_000_000) / count;
  return say(name, `${cpu.toFixed(0)} µs CPU`, `${target} µs`, cpu <= target, `${perSecond.toFixed(0)}/s`, times);
}

function say(name: string, got: string, target: string, met: boolean, more: string, times: number[]): boolean {
  const line = [name.padEnd(34), got.padStart(12), `of ${target}`.padStart(10), met ? '  ' : ' !', more.padStart(8)];
  const spread: Latencies = latencies(times);
  console.log([...line, times.length > 1 ? latencyLine(spread) : ''].join('  ').trimEnd());
  return met;
}

/** How long single reads wait while everything is grouped. */
async function readsBesideGroup(tickets: Collection<Ticket>, documents: number): Promise<boolean> {
  const [{ run }] = operations(tickets, documents).slice(1) as [Operation];
  let grouping = true;
  const group = tickets.aggregate([{ $group: { _id: '$status', n: { $sum: 1 }, last: { $max: '$at' } } }]).toArray();
  const ended = group.finally(() => (grouping = false));
  const times: number[] = [];
  while (grouping) times.push(await timed(() => run(0)));
  await ended;
  const { p99 } = latencies(times);
  return say('findOne beside $group over all', `p99 ${p99.toFixed(0)} ms`, '50 ms', p99 < 50, '', times);
}

/**
 * Measures the embedded engine over a folder of its own. Rates depend on the machine and its load; the processor time
 * of the engine for one operation is the steady figure.
 * @returns whether all targets were met
 */
export async function benchEngine({ documents }: { documents: number }): Promise<boolean> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  let engine = await spawnEngine({ dir });
  const client = new MongoClient(engine.uri, { maxPoolSize: 40 });
  try {
    const tickets = client.db('bench').collection<Ticket>('tickets');
    await fill(tickets, documents);
    console.log(`${documents} documents, ${inFlight} operations in flight, writes durable`);
    const met: boolean[] = [];
    for (const operation of operations(tickets, documents)) met.push(await measure(engine, operation));
    met.push(await readsBesideGroup(tickets, documents));
    await client.close();
    await engine.stop();
    const took = await timed(async () => (engine = await spawnEngine({ dir })));
    met.push(say('start', `${took.toFixed(0)} ms`, '700 ms', took < 700, '', []));
    return met.every(Boolean);
  } finally {
    await client.close();
    await engine.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
