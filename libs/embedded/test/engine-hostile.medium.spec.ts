import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'bson';
import { Long, MongoClient, type Document } from 'mongodb';
import { spawnEngine, type SpawnedEngine } from '../src/engine/spawn.js';

let dir: string;
let engine: SpawnedEngine;
let client: MongoClient;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'engine-hostile-'));
  engine = await spawnEngine({ dir });
  client = await MongoClient.connect(engine.uri);
  await client
    .db('test')
    .collection('some')
    .insertMany(Array.from({ length: 200 }, (_, i) => ({ i, s: 'a'.repeat(40) })));
});

afterAll(async () => {
  await client.close();
  await engine.stop();
  await rm(dir, { recursive: true, force: true });
});

const lives = async () => expect(await client.db('test').collection('some').countDocuments()).toBe(200);

function message(
  body: Buffer,
  {
    length,
    opcode = 2013,
    flags = 0,
    kind = 0,
  }: { length?: number; opcode?: number; flags?: number; kind?: number } = {},
): Buffer {
  const head = Buffer.alloc(21);
  head.writeInt32LE(length ?? 21 + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(opcode, 12);
  head.writeUInt32LE(flags, 16);
  head[20] = kind;
  return Buffer.concat([head, body]);
}

/** Sends bytes and waits until the server has closed the connection or answered. */
async function send(bytes: Buffer): Promise<{ socket: Socket; outcome: 'closed' | 'answered' }> {
  const socket = connect(engine.port, '127.0.0.1');
  const outcome = new Promise<'closed' | 'answered'>((resolve) => {
    socket.on('close', () => resolve('closed'));
    socket.on('error', () => resolve('closed'));
    socket.on('data', () => resolve('answered'));
  });
  socket.write(bytes);
  return { socket, outcome: await outcome };
}

const ping = (extra: Document = {}) => Buffer.from(serialize({ ping: 1, $db: 'test', ...extra }));

function damaged(change: (bytes: Buffer) => void): Buffer {
  const bytes = ping({ text: 'x', sub: { a: [1] } });
  change(bytes);
  return bytes;
}

describe('a connection that sends', () => {
  it.each([
    ['a length of nothing', message(ping(), { length: 3 })],
    ['a negative length', message(ping(), { length: -1 })],
    ['a length of more than 48 MB', message(ping(), { length: 48_000_001 })],
    ['an unknown opcode', message(ping(), { opcode: 1 })],
    ['an unknown section', message(ping(), { kind: 9 })],
    ['an unknown required flag', message(ping(), { flags: 4 })],
    ['no body', message(Buffer.alloc(8))],
    [
      'a document that is longer than its message',
      message(damaged((bytes) => bytes.writeInt32LE(bytes.length + 50, 0))),
    ],
    ['a string without its end', message(damaged((bytes) => bytes.writeInt32LE(9999, bytes.indexOf('text\0') + 5)))],
    ['an unknown type', message(damaged((bytes) => bytes.fill(0x44, 4, 5)))],
    ['noise', Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 37) & 0xff))],
  ])('%s is closed, and nobody else notices', async (_title, bytes) => {
    const { socket, outcome } = await send(bytes);
    expect(outcome).toBe('closed');
    socket.destroy();
    await lives();
  });

  it('a sound message in single bytes is answered', async () => {
    const socket = connect(engine.port, '127.0.0.1');
    const answered = new Promise((resolve) => socket.once('data', resolve));
    socket.setNoDelay(true);
    for (const byte of message(ping())) socket.write(Buffer.from([byte]));
    expect(await answered).toBeInstanceOf(Buffer);
    socket.destroy();
  });

  it('deep nesting gets an error or is closed', async () => {
    let value: Document = {};
    for (let i = 0; i < 190; i++) value = { a: value };
    const { socket, outcome } = await send(
      message(Buffer.from(serialize({ insert: 'x', documents: [value], $db: 'test' }))),
    );
    expect(outcome).toBe('closed');
    socket.destroy();
    await lives();
  });
});

const residentMb = () => {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${engine.pid}/status`, 'utf8'))!;
  return Number(kb) / 1024;
};

it('half-sent large messages do not stay in memory', async () => {
  const before = residentMb();
  for (let i = 0; i < 5; i++) {
    const socket = connect(engine.port, '127.0.0.1');
    const head = message(Buffer.alloc(0), { length: 48_000_000 });
    await new Promise((resolve) => socket.write(Buffer.concat([head, Buffer.alloc(40_000_000)]), resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy();
    await closed;
  }
  await lives();
  expect(residentMb() - before).toBeLessThan(400);
}, 30_000);

it('documents of more than 16 MB are refused and the connection stays', async () => {
  const some = client.db('test').collection('big');
  await expect(some.insertOne({ text: 'x'.repeat(17 * 2 ** 20) })).rejects.toThrow();
  await some.insertOne({ _id: 1 as never, text: 'x'.repeat(10 * 2 ** 20) });
  await expect(some.updateOne({}, { $set: { more: 'x'.repeat(7 * 2 ** 20) } })).rejects.toMatchObject({ code: 10334 });
  await some.drop();
});

it('10,000 abandoned cursors leave the server able to work, and the oldest give way', async () => {
  const db = client.db('test');
  const first = (await db.command({ find: 'some', batchSize: 1 })) as { cursor: { id: Long } };
  for (let i = 0; i < 100; i++) {
    await Promise.all(Array.from({ length: 100 }, () => db.command({ find: 'some', batchSize: 1 })));
  }
  const status = (await db.admin().serverStatus()) as {
    metrics: { cursor: { open: { total: number } } };
    mem: { resident: number };
  };
  expect(status.metrics.cursor.open.total).toBeLessThanOrEqual(5000);
  const id = Long.fromValue(first.cursor.id);
  await expect(db.command({ getMore: id, collection: 'some' })).rejects.toMatchObject({ code: 43 });
  expect(await db.collection('some').find().batchSize(10).toArray()).toHaveLength(200);
  await lives();
}, 60_000);

it.each(['(a+)+$', '(a|aa)+b', '^(([a-z])+.)+[A-Z]([a-z])+$', '(?=(a+)+b)a', '(a+)\\1+b'])(
  'a pattern that never ends does not stop the server: %s',
  async (pattern) => {
    const slow = client
      .db('test')
      .collection('some')
      .find({ s: { $regex: pattern } }, { maxTimeMS: 5000 })
      .toArray()
      .catch(() => undefined);
    const begin = performance.now();
    await lives();
    await slow;
    expect(performance.now() - begin).toBeLessThan(10_000);
  },
  20_000,
);
