import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnEngine, verifyDirectory } from '@deskbeat/embedded';
import { MongoClient, MongoServerError, type Collection } from 'mongodb';

const WRITERS = 8;

interface Entry {
  _id: string;
  slot: number;
  counter?: number;
  log?: number[];
}

interface Ledger {
  inserted: string[];
  attempts: number;
  acknowledged: number;
}

export interface ChaosResult {
  rounds: number;
  inserts: number;
  increments: number;
  problems: string[];
}

/** Kills the engine in the middle of writes, again and again, and looks whether anything acknowledged is gone. */
export async function killRounds(rounds: number, tell: (line: string) => void = () => {}): Promise<ChaosResult> {
  const dir = await mkdtemp(join(tmpdir(), 'chaos-engine-'));
  const ledger: Ledger = { inserted: [], attempts: 0, acknowledged: 0 };
  const problems: string[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      await writeUntilKilled(dir, round, ledger);
      const found = await check(dir, ledger);
      problems.push(...found.map((problem) => `round ${round}: ${problem}`));
      tell(
        `round ${round}: ${ledger.inserted.length} inserts, ${ledger.acknowledged} increments acknowledged, ${found.length} problems`,
      );
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return { rounds, inserts: ledger.inserted.length, increments: ledger.acknowledged, problems };
}

const entries = (client: MongoClient): Collection<Entry> => client.db('chaos').collection<Entry>('entries');

async function writeUntilKilled(dir: string, round: number, ledger: Ledger): Promise<void> {
  const engine = await spawnEngine({ dir });
  const client = await MongoClient.connect(engine.uri, { retryWrites: false, serverSelectionTimeoutMS: 500 });
  const collection = entries(client);
  await collection.createIndex({ slot: 1 }, { unique: true });
  const killAfter = 40 + Math.floor(Math.random() * 400);
  let acknowledged = 0;
  let killed: Promise<void> | undefined;
  const writer = async (w: number) => {
    for (let i = 0; !killed; i++) {
      const _id = `${round}-${w}-${i}`;
      try {
        const slot = round * 1_000_000 + w * 100_000 + i;
        await collection.insertOne({ _id, slot });
        ledger.inserted.push(_id);
        ledger.attempts++;
        await collection.updateOne(
          { _id: 'counter' },
          { $inc: { counter: 1 }, $push: { log: { $each: [i], $slice: -20 } }, $setOnInsert: { slot: -1 } },
          { upsert: true },
        );
        ledger.acknowledged++;
        await collection.insertOne({ _id: `${_id}-again`, slot }).then(
          () => ledger.inserted.push(`accepted a second document in slot ${slot}`),
          (error: unknown) => {
            if (!(error instanceof MongoServerError) || error.code !== 11000) throw error;
          },
        );
      } catch (error) {
        if (killed) return;
        if (error instanceof MongoServerError && error.code === 11000) continue;
        throw error;
      }
      if (++acknowledged >= killAfter) killed ??= engine.kill9();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, w) => writer(w)));
  await killed;
  await client.close();
}

async function check(dir: string, ledger: Ledger): Promise<string[]> {
  const problems = (await verifyDirectory(dir)).flatMap((report) => report.problems);
  const engine = await spawnEngine({ dir });
  const client = await MongoClient.connect(engine.uri);
  try {
    const all = await entries(client).find().toArray();
    const present = new Set(all.map(({ _id }) => _id));
    for (const id of ledger.inserted) if (!present.has(id)) problems.push(`${id} was acknowledged and is gone`);
    if (new Set(all.map(({ slot }) => slot)).size !== all.length) problems.push('a unique index holds two documents');
    const counter = all.find(({ _id }) => _id === 'counter')?.counter ?? 0;
    if (counter < ledger.acknowledged || counter > ledger.attempts) {
      problems.push(`the counter is ${counter}; acknowledged ${ledger.acknowledged}, attempted ${ledger.attempts}`);
    }
  } finally {
    await client.close();
    await engine.stop();
  }
  return problems;
}
