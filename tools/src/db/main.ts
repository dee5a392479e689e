import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  backupDirectory,
  restoreDirectory,
  runningEngine,
  sizeOnDisk,
  spawnEngine,
  verifyDirectory,
  type CollectionReport,
} from '@deskbeat/embedded';
import { BSON, MongoClient, type Collection, type Document } from 'mongodb';

const { EJSON } = BSON;
const BATCH = 500;

const USAGE = `npm run db -- <command> [options]

  backup <folder>      copy the data into an empty folder; the system may be running
  restore <folder>     put a backup into an empty data directory; the system must be stopped
  verify               read every document and check every index
  stats                documents, sizes and indexes of each collection
  export <folder>      write each collection as Extended JSON lines: <database>.<collection>.jsonl, and its indexes
  import <folder>      read such a folder, into the embedded engine or any MongoDB (--uri)
  shell-hint           how to look at the data with mongosh

  --dir DIRECTORY      data directory of the embedded engine (default: ${process.env.DESKBEAT_DB_DIR ?? '.deskbeat/db'})
  --uri URI            another database for export, import and stats (default: MONGODB_URI)
  --db NAME            only this database`;

interface Options {
  dir: string;
  uri: string | undefined;
  db: string | undefined;
}

/** Runs work against the given database, the engine that is running, or one that is started for this purpose. */
async function connected<T>({ dir, uri }: Options, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const running = uri ? undefined : runningEngine(dir);
  if (running && !running.uri) throw new Error(`process ${running.pid} holds ${dir}; stop it first or name its --uri`);
  const own = uri || running ? undefined : await spawnEngine({ dir });
  const client = await MongoClient.connect(uri ?? running?.uri ?? own!.uri);
  try {
    return await work(client);
  } finally {
    await client.close();
    await own?.stop();
  }
}

const SYSTEM = new Set(['admin', 'local', 'config']);

async function collectionsOf(client: MongoClient, only: string | undefined): Promise<Collection[]> {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  const names = databases.map(({ name }) => name).filter((name) => (only ? name === only : !SYSTEM.has(name)));
  const lists = await Promise.all(names.map((name) => client.db(name).collections()));
  return lists.flat();
}

async function exportTo(folder: string, options: Options): Promise<void> {
  await mkdir(folder, { recursive: true });
  await connected(options, async (client) => {
    for (const collection of await collectionsOf(client, options.db)) {
      const file = join(folder, `${collection.dbName}.${collection.collectionName}.jsonl`);
      const out = createWriteStream(file, { mode: 0o600 });
      const write = async (line: Document) => {
        if (!out.write(`${EJSON.stringify(line, { relaxed: false })}\n`)) await once(out, 'drain');
      };
      await write({ indexes: await collection.listIndexes().toArray() });
      let count = 0;
      for await (const document of collection.find({}, { promoteValues: false, sort: { $natural: 1 } })) {
        await write(document);
        count++;
      }
      out.end();
      await finished(out);
      console.log(`${collection.namespace}: ${count} documents`);
    }
  });
}

async function importFrom(folder: string, options: Options): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  await connected(options, async (client) => {
    for (const file of files) {
      const [db = '', ...rest] = basename(file, '.jsonl').split('.');
      if (options.db && db !== options.db) continue;
      const collection = client.db(db).collection(rest.join('.'));
      console.log(`${collection.namespace}: ${await importFile(join(folder, file), collection)} documents`);
    }
  });
}

async function importFile(file: string, collection: Collection): Promise<number> {
  let count = 0;
  let batch: Document[] = [];
  let indexes: Document[] | undefined;
  const flush = async () => {
    if (batch.length > 0) await collection.insertMany(batch, { ordered: false });
    count += batch.length;
    batch = [];
  };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line === '') continue;
    const document = EJSON.parse(line, { relaxed: false }) as Document;
    if (indexes === undefined) indexes = (EJSON.parse(line) as { indexes: Document[] }).indexes;
    else if (batch.push(document) >= BATCH) await flush();
  }
  await flush();
  for (const { v: _v, ns: _ns, key, ...settings } of indexes ?? []) {
    if (settings['name'] !== '_id_') await collection.createIndex(key as Record<string, 1 | -1>, settings);
  }
  return count;
}

async function stats(options: Options): Promise<void> {
  if (!options.uri) console.log(`${options.dir}: ${megabytes(await sizeOnDisk(options.dir))} on disk`);
  if (options.uri || runningEngine(options.dir)?.uri) {
    await connected(options, async (client) => {
      for (const collection of await collectionsOf(client, options.db)) {
        const names = (await collection.indexes()).map(({ name }) => name).join(', ');
        console.log(`${collection.namespace}: ${await collection.estimatedDocumentCount()} documents; ${names}`);
      }
    });
  } else report(await verifyDirectory(options.dir));
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** Prints what was found; says by the exit code whether all of it is sound. */
function report(collections: CollectionReport[]): void {
  for (const { namespace, documents, bytes, indexes, problems } of collections) {
    const keys = indexes.map(({ name, keys: count }) => `${name} ${count}`).join(', ');
    console.log(`${namespace}: ${documents} documents, ${megabytes(bytes)}; ${keys}`);
    for (const problem of problems) console.error(`  ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
}

function shellHint({ dir, uri }: Options): void {
  const running = runningEngine(dir);
  const target = uri ?? running?.uri;
  if (target) console.log(`mongosh '${target}'`);
  else console.log(`no engine runs on ${dir}; start the system, then run this again`);
}

function required(folder: string | undefined): string {
  if (!folder) throw new Error('name a folder');
  return folder;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dir: { type: 'string' }, uri: { type: 'string' }, db: { type: 'string' }, help: { type: 'boolean' } },
});
const [command, folder] = positionals;
const options: Options = {
  dir: values.dir ?? process.env.DESKBEAT_DB_DIR ?? '.deskbeat/db',
  uri: values.uri ?? (values.dir ? undefined : process.env.MONGODB_URI),
  db: values.db,
};

const commands: Record<string, () => Promise<void> | void> = {
  backup: async () => {
    report(await backupDirectory(options.dir, required(folder)));
    console.log(`${options.dir} is copied to ${folder}`);
  },
  restore: async () => {
    report(await restoreDirectory(required(folder), options.dir));
    console.log(`${folder} is restored to ${options.dir}`);
  },
  verify: async () => {
    report(await verifyDirectory(options.dir));
    console.log(`${options.dir}: ${process.exitCode ? 'not everything is sound' : 'all of it is sound'}`);
  },
  stats: () => stats(options),
  export: () => exportTo(required(folder), options),
  import: () => importFrom(required(folder), options),
  'shell-hint': () => shellHint(options),
};

const run = !values.help && command && Object.hasOwn(commands, command) ? commands[command] : undefined;
if (!run) {
  console.log(USAGE);
  process.exitCode = command ? 1 : 0;
} else {
  try {
    await run();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
