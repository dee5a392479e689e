import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection } from 'mongodb';
import { Value } from '../src/engine/bson/raw.js';
import { backupDirectory, restoreDirectory, runningEngine, verifyDirectory } from '../src/engine/maintenance.js';
import { startEngine, type RunningEngine } from '../src/engine/server/server.js';
import { Catalog } from '../src/engine/storage/catalog.js';
import { Log } from '../src/engine/storage/log.js';
import { Store } from '../src/engine/storage/store.js';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'engine-storage-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a transaction that fails', () => {
  it('leaves nothing behind, and the next one works', async () => {
    const store = new Store({ dir });
    const catalog = new Catalog(store);
    await store.write(() => catalog.create('db', 'kept').insert(Value.from({ _id: 1 })));
    await store.write(() => catalog.get('db.kept')!.insert(Value.from({ _id: 3 })));
    const outcomes = await Promise.allSettled([
      store.write(() => catalog.create('db', 'lost').insert(Value.from({ _id: 1 }))),
      store.write(() => catalog.get('db.kept')!.insert(Value.from({ _id: 2 }))),
      store.write(() => {
        throw new TypeError('a bug');
      }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(catalog.get('db.lost')).toBeUndefined();
    expect(catalog.get('db.kept')).toMatchObject({ count: 2 });
    await store.write(() => catalog.get('db.kept')!.insert(Value.from({ _id: 2 })));
    await store.close();
    expect(await verifyDirectory(dir)).toMatchObject([{ namespace: 'db.kept', documents: 3, problems: [] }]);
  });
});

describe('a disk without room', () => {
  const full = () => {
    throw new Error('ENOSPC: no space left on device, write');
  };

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('refuses a write, keeps those before it, and takes it when there is room again', async () => {
    const store = new Store({ dir });
    const catalog = new Catalog(store);
    const add = (_id: number) => store.write(() => catalog.getOrCreate('db', 'kept').insert(Value.from({ _id })));
    await add(1);
    await add(2);
    jest.spyOn(Log.prototype, 'sync').mockImplementationOnce(full);
    await expect(add(3)).rejects.toMatchObject({ code: 14_031 });
    expect(catalog.get('db.kept')).toMatchObject({ count: 2 });
    await add(3);
    await store.close();
    expect(await verifyDirectory(dir)).toMatchObject([{ documents: 3, problems: [] }]);
  });

  it('loses nothing when only the data file cannot grow: the log has it', async () => {
    const store = new Store({ dir });
    const catalog = new Catalog(store);
    const add = (_id: number) => store.write(() => catalog.getOrCreate('db', 'kept').insert(Value.from({ _id })));
    await add(1);
    await add(2);
    jest.spyOn(store.meta, 'putSync').mockImplementationOnce(full);
    expect(() => store.commit()).toThrow('ENOSPC');
    await add(3);
    expect(catalog.get('db.kept')).toMatchObject({ count: 3 });
    await store.close();
    expect(await verifyDirectory(dir)).toMatchObject([{ documents: 3, problems: [] }]);
  });
});

describe('a running engine', () => {
  let engine: RunningEngine;
  let client: MongoClient;
  let some: Collection<{ _id: number; at?: unknown; n?: number }>;
  const socket = () => join(dir, 'engine.sock');

  beforeEach(async () => {
    engine = await startEngine({ dir: join(dir, 'data.d'), socket: socket() });
    client = await MongoClient.connect(engine.uri);
    some = client.db('test').collection('some');
  });

  afterEach(async () => {
    await client.close();
    await engine.close();
  });

  it('lets only its owner near its socket', () => {
    expect(statSync(socket()).mode & 0o777).toBe(0o600);
  });

  it('removes what has expired, by dates only', async () => {
    await some.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    const [old, now] = [new Date(0), new Date()];
    await some.insertMany([
      { _id: 1, at: old },
      { _id: 2, at: now },
      { _id: 3 },
      { _id: 4, at: [now, old] },
      { _id: 5, at: 5 },
    ]);
    expect(await engine.removeExpired()).toBe(2);
    expect((await some.find().toArray()).map(({ _id }) => _id)).toEqual([2, 3, 5]);
    expect(await engine.removeExpired(Date.now() + 120_000)).toBe(1);
  });

  it('builds an index that is right although documents change meanwhile', async () => {
    await some.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: i, n: i })));
    const changes = Array.from({ length: 300 }, (_, i) => i * 10);
    await Promise.all([
      some.createIndex({ n: 1 }),
      ...changes.map((_id) => some.updateOne({ _id }, { $inc: { n: 100_000 } })),
      some.deleteMany({ _id: { $gte: 2500 } }),
    ]);
    const byIndex = await some.countDocuments({ n: { $gte: 100_000 } }, { hint: 'n_1' });
    expect(byIndex).toBe(await some.countDocuments({ n: { $gte: 100_000 } }, { hint: { $natural: 1 } }));
    expect((await verifyDirectory(join(dir, 'data.d')))[0]?.problems).toEqual([]);
  });

  it('can be saved while it works, and the copy is whole', async () => {
    await some.insertMany(Array.from({ length: 500 }, (_, i) => ({ _id: i, n: i })));
    const [saved] = await backupDirectory(join(dir, 'data.d'), join(dir, 'saved'));
    await some.deleteMany({});
    expect(saved).toMatchObject({ documents: 500, problems: [] });
    const [restored] = await restoreDirectory(join(dir, 'saved'), join(dir, 'again'));
    expect(restored).toMatchObject({ documents: 500, problems: [] });
    expect(runningEngine(join(dir, 'again'))).toBeUndefined();
  });
});
