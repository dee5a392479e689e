import { randomBytes } from 'node:crypto';
import { spawnEngine, type SpawnedEngine } from '@deskbeat/embedded';
import { MongoClient } from 'mongodb';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { tempDir } from './temp-dir.js';

export interface Store {
  /** Connection string without a database name. */
  uri: string;
  /** Starts the name of every database of this test. */
  prefix: string;
  /** Connection string of one database of this test. */
  uriOf(database: string): string;
  /** Ends the engine as a power cut would; nothing when the test uses a MongoDB of yours. */
  kill9(): Promise<void>;
  /** Starts the engine again on the same port and data. */
  restart(): Promise<void>;
  /** Removes the databases of this test and ends the engine. */
  stop(): Promise<void>;
}

/** A real store: databases with a prefix of their own in `MONGODB_URI` where that is set, else the embedded engine. */
export async function startStore(): Promise<Store> {
  const prefix = `test_${randomBytes(4).toString('hex')}`;
  const given = process.env.MONGODB_URI;
  return given ? storeAt(given, prefix) : engineStore(prefix);
}

function storeAt(uri: string, prefix: string): Store {
  const nothing = async () => {};
  const uriOf = (database: string) => withDatabase(uri, `${prefix}_${database}`);
  return { uri, prefix, uriOf, kill9: nothing, restart: nothing, stop: () => dropDatabases(uri, prefix) };
}

async function engineStore(prefix: string): Promise<Store> {
  const dir = await tempDir('store');
  let engine = await spawnEngine({ dir: dir.path, port: await freePort() });
  const { uri } = engine;
  const port = Number(new URL(uri).port);
  return {
    uri,
    prefix,
    uriOf: (database) => withDatabase(uri, `${prefix}_${database}`),
    kill9: () => end(engine, 'SIGKILL'),
    restart: async () => {
      await end(engine, 'SIGTERM');
      engine = await spawnEngine({ dir: dir.path, port });
    },
    stop: async () => {
      await end(engine, 'SIGTERM');
      await dir.stop();
    },
  };
}

/** Safe to call twice: a test may have killed it already. */
async function end({ process: child }: SpawnedEngine, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await eventually(() => child.exitCode !== null || child.signalCode !== null);
}

/** Puts a database name into a connection string that may have several hosts, which `URL` cannot read. */
export function withDatabase(uri: string, database: string): string {
  const [, start, , query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(\/[^?]*)?(\?.*)?$/.exec(uri) ?? [];
  if (!start) throw new Error('this is no MongoDB connection string');
  return `${start}/${database}${query}`;
}

async function dropDatabases(uri: string, prefix: string): Promise<void> {
  const client = await MongoClient.connect(uri);
  try {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) if (name.startsWith(prefix)) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}
