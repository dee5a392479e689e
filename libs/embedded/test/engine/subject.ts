import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection, type Db, type Document } from 'mongodb';
import { spawnEngine } from '../../src/engine/spawn.js';

export interface Subject {
  client: MongoClient;
  db: Db;
  /** False when the tests run against a database of yours. */
  isEngine: boolean;
  pid: number | undefined;
  /** A new collection that holds these documents. */
  holding(documents: Document[]): Promise<Collection<Document>>;
  stop(): Promise<void>;
}

/** The engine, or the database that `MONGODB_URI` names: the same promises hold for both. */
export async function startSubject(): Promise<Subject> {
  const given = process.env.MONGODB_URI;
  const dir = await mkdtemp(join(tmpdir(), 'engine-subject-'));
  const engine = given ? undefined : await spawnEngine({ dir });
  const client = await MongoClient.connect(given ?? engine!.uri, { maxPoolSize: 100 });
  const db = client.db(`test_${randomBytes(4).toString('hex')}`);
  let count = 0;
  return {
    client,
    db,
    isEngine: engine !== undefined,
    pid: engine?.pid,
    holding: async (documents) => {
      const collection = db.collection(`c${count++}`);
      if (documents.length > 0) await collection.insertMany(documents);
      return collection;
    },
    stop: async () => {
      await db.dropDatabase();
      await client.close();
      await engine?.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
