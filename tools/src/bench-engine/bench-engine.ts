import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnEngine, type SpawnedEngine } from '@deskbeat/embedded';
import { MongoClient, type Collection } from 'mongodb';

const DOCUMENTS = 100_000;
const CLOCK_TICK_US = 10_000;

interface Row {
  name: string;
  target: string;
  cpu: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/** Time the server has spent on the processor, in microseconds (Linux). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_US;
}

async function measure(
  engine: SpawnedEngine,
  name: string,
  target: string,
  options: { count: number; inFlight: number },
  run: (i: number) => Promise<unknown>,
): Promise<Row> {
  for (let i = 0; i < Math.min(300, options.count / 10); i++) await run(-1 - i);
  const times: number[] = [];
  const cpu = cpuOf(engine.pid);
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < options.count) {
      const begin = performance.now();
      await run(next++);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: options.inFlight }, worker));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const row = {
    name,
    target,
    cpu: Math.round((cpuOf(engine.pid) - cpu) / options.count),
    perSecond: Math.round(options.count / seconds),
    p50: round(times[Math.floor(times.length / 2)]!),
    p99: round(times[Math.floor(times.length * 0.99)]!),
  };
  console.log(
    `${name.padEnd(46)} ${String(row.cpu).padStart(8)} µs CPU/op (target ${target})  ${row.perSecond}/s  p50 ${row.p50} ms  p99 ${row.p99} ms`,
  );
  return row;
}

const round = (n: number) => Math.round(n * 10) / 10;

const aTicket = (i: number) => ({
  number: `T-${i}`,
  queue: `queue-${i % 20}`,
  status: ['open', 'pending', 'solved'][i % 3],
  at: new Date(1_700_000_000_000 + i * 1000),
  customer: { id: `customer-${i % 1000}`, name: 'Ada Lovelace', mail: 'ada@example.org' },
  priority: i % 4,
  version: 1,
  log: [] as unknown[],
  text: 'x'.repeat(650),
});

async function fill(tickets: Collection): Promise<void> {
  await tickets.createIndexes([
    { key: { number: 1 }, unique: true },
    { key: { queue: 1, at: -1 } },
    { key: { status: 1, priority: 1 } },
    { key: { 'customer.id': 1, at: -1 } },
  ]);
  for (let i = 0; i < DOCUMENTS; i += 1000) {
    await tickets.insertMany(Array.from({ length: 1000 }, (_, j) => ({ _id: (i + j) as never, ...aTicket(i + j) })));
  }
}

/** Rates depend on the machine; the processor time of the server per operation is the steady figure. */
export async function benchEngine(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  let engine = await spawnEngine({ dir });
  let client = await MongoClient.connect(engine.uri, { maxPoolSize: 40 });
  let tickets = client.db('bench').collection('tickets');
  const random = () => Math.floor(Math.random() * DOCUMENTS);
  try {
    await fill(tickets);
    await measure(
      engine,
      'insertOne, 1 KB, 4 indexes, durable, 20 in flight',
      '120',
      { count: 8000, inFlight: 20 },
      (i) => tickets.insertOne(aTicket(DOCUMENTS + 10_000 + i)),
    );
    await measure(engine, 'findOne by _id, 20 in flight', '110', { count: 20_000, inFlight: 20 }, () =>
      tickets.findOne({ _id: random() as never }),
    );
    await measure(engine, '50 by index in order, 20 in flight', '450', { count: 3000, inFlight: 20 }, (i) =>
      tickets
        .find({ queue: `queue-${Math.abs(i) % 20}` })
        .sort({ at: -1 })
        .limit(50)
        .toArray(),
    );
    await measure(engine, 'findOneAndUpdate $set + $push, 20 in flight', '250', { count: 6000, inFlight: 20 }, (i) =>
      tickets.findOneAndUpdate(
        { _id: random() as never },
        {
          $set: { status: 'open', touched: i },
          $inc: { version: 1 },
          $push: { log: { $each: [{ i }], $slice: -10 } } as never,
        },
      ),
    );
    await measure(engine, 'bulkWrite of 50 updates by _id, per command', '-', { count: 100, inFlight: 2 }, () =>
      tickets.bulkWrite(
        Array.from({ length: 50 }, () => ({
          updateOne: {
            filter: { _id: random() as never, version: { $gte: 1 } },
            update: { $set: { seen: true }, $inc: { n: 1 } },
          },
        })),
        { ordered: false },
      ),
    );
    let grouping = true;
    const group = tickets
      .aggregate([{ $group: { _id: '$status', n: { $sum: 1 }, last: { $max: '$at' } } }])
      .toArray()
      .then(() => (grouping = false));
    const started = performance.now();
    const waits: number[] = [];
    while (grouping) {
      const begin = performance.now();
      await tickets.findOne({ _id: random() as never });
      waits.push(performance.now() - begin);
    }
    await group;
    waits.sort((a, b) => a - b);
    console.log(
      `$group over all: ${Math.round(performance.now() - started)} ms; meanwhile findOne p99 ${round(waits[Math.floor(waits.length * 0.99)]!)} ms, longest ${round(waits[waits.length - 1]!)} ms (target 50)`,
    );
    await client.close();
    await engine.stop();
    const begin = performance.now();
    engine = await spawnEngine({ dir });
    console.log(`start with ${DOCUMENTS} documents: ${Math.round(performance.now() - begin)} ms (target 700)`);
    client = await MongoClient.connect(engine.uri);
    tickets = client.db('bench').collection('tickets');
    await tickets.findOne({});
  } finally {
    await client.close();
    await engine.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
