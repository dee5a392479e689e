import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BSON, GridFSBucket, MongoClient, type Db, type Document } from 'mongodb';
import { expectMatch, NotRunnable, simplified } from './unified-match.js';
import { runOperation, type Entity } from './unified-operations.js';

const { EJSON } = BSON;
const SERVER = [7, 0, 14];

export interface Outcome {
  test: string;
  result: 'passed' | 'failed' | 'skipped';
  why?: string;
}

/** Runs all test files of a folder in MongoDB's unified test format, as against a standalone server of version 7.0. */
export async function runFolder(folder: string, uri: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.json'))
    .sort()) {
    const file = EJSON.parse(readFileSync(join(folder, name), 'utf8')) as Document;
    for (const test of file['tests'] ?? []) {
      outcomes.push({ test: `${name}: ${test.description}`, ...(await runTest(file, test, uri)) });
    }
  }
  return outcomes;
}

async function runTest(file: Document, test: Document, uri: string): Promise<Omit<Outcome, 'test'>> {
  if (test['skipReason'] || !applies(file['runOnRequirements']) || !applies(test['runOnRequirements'])) {
    return { result: 'skipped', why: 'does not apply' };
  }
  const run = new UnifiedTest(uri);
  try {
    await run.execute(file, test);
    return { result: 'passed' };
  } catch (error) {
    return { result: error instanceof NotRunnable ? 'skipped' : 'failed', why: (error as Error).message };
  } finally {
    await run.close();
  }
}

const applies = (requirements: Document[] | undefined): boolean => !requirements || requirements.some(isMet);

function isMet(need: Document): boolean {
  if (need['topologies'] && !need['topologies'].includes('single')) return false;
  if (need['auth'] === true || need['csfle'] || need['serverParameters'] || need['serverless'] === 'require')
    return false;
  return compareVersion(need['minServerVersion'] ?? '0') <= 0 && compareVersion(need['maxServerVersion'] ?? '99') >= 0;
}

function compareVersion(text: string): number {
  const parts = text.split('.').map(Number);
  for (let i = 0; i < SERVER.length; i++) {
    const order = (parts[i] ?? 0) - SERVER[i]!;
    if (order !== 0) return order;
  }
  return 0;
}

class UnifiedTest {
  private readonly admin: MongoClient;
  private readonly entities = new Map<string, Entity>();
  private readonly events = new Map<string, { name: string; event: Document }[]>();
  private readonly clients: MongoClient[] = [];

  constructor(private readonly uri: string) {
    this.admin = new MongoClient(uri);
  }

  async close(): Promise<void> {
    await Promise.all([this.admin, ...this.clients].map((client) => client.close()));
  }

  async execute(file: Document, test: Document): Promise<void> {
    const operations: Document[] = test['operations'];
    if (operations.some(({ object, name }) => object === 'testRunner' || name === 'failPoint'))
      throw new NotRunnable('test runner');
    for (const data of file['initialData'] ?? []) await this.load(data);
    for (const entity of file['createEntities'] ?? []) await this.create(entity);
    for (const operation of operations) await this.step(operation);
    for (const expected of test['expectEvents'] ?? []) this.checkEvents(expected);
    for (const { databaseName, collectionName, documents } of test['outcome'] ?? []) {
      const found = await this.admin
        .db(databaseName)
        .collection(collectionName)
        .find({}, { sort: { _id: 1 } })
        .toArray();
      expectMatch(documents, simplified(found), 'outcome');
    }
  }

  private async load({ databaseName, collectionName, documents, createOptions }: Document): Promise<void> {
    const collection = this.admin.db(databaseName).collection(collectionName);
    await collection.drop().catch(() => undefined);
    if (documents.length === 0 || createOptions)
      await this.admin.db(databaseName).createCollection(collectionName, createOptions);
    if (documents.length > 0) await collection.insertMany(documents);
  }

  private async create(entity: Document): Promise<void> {
    const [[kind, spec]] = Object.entries(entity) as [[string, Document]];
    const id: string = spec['id'];
    if (kind === 'client') this.entities.set(id, await this.connect(id, spec));
    else if (kind === 'database') {
      const client = this.entities.get(spec['client']) as MongoClient;
      this.entities.set(id, client.db(spec['databaseName'], spec['databaseOptions']));
    } else if (kind === 'collection') {
      const db = this.entities.get(spec['database']) as Db;
      this.entities.set(id, db.collection(spec['collectionName'], spec['collectionOptions']));
    } else if (kind === 'bucket') {
      this.entities.set(id, new GridFSBucket(this.entities.get(spec['database']) as Db, spec['bucketOptions']));
    } else throw new NotRunnable(`entity ${kind}`);
  }

  private async connect(id: string, spec: Document): Promise<MongoClient> {
    const client = new MongoClient(this.uri, { ...spec['uriOptions'], monitorCommands: true });
    const seen: { name: string; event: Document }[] = [];
    const ignored = new Set([...(spec['ignoreCommandMonitoringEvents'] ?? []), 'endSessions', 'hello', 'ismaster']);
    for (const name of spec['observeEvents'] ?? []) {
      client.on(String(name).replace('Event', '') as never, (event: Document) => {
        if (!ignored.has(event['commandName'])) seen.push({ name, event });
      });
    }
    this.events.set(id, seen);
    this.clients.push(client);
    return client.connect();
  }

  private async step(operation: Document): Promise<void> {
    const { name, object, expectError, expectResult, saveResultAsEntity, ignoreResultAndError } = operation;
    let result: unknown;
    let error: Document | undefined;
    try {
      result = await runOperation(name, this.entities.get(object), operation['arguments'] ?? {});
    } catch (thrown) {
      if (thrown instanceof NotRunnable) throw thrown;
      error = thrown as Document;
    }
    if (expectError) return this.checkError(name, expectError, error);
    if (error && !ignoreResultAndError) throw error;
    if (saveResultAsEntity) this.entities.set(saveResultAsEntity, result as Entity);
    if (expectResult !== undefined && !ignoreResultAndError) expectResultMatch(expectResult, result, name);
  }

  private checkError(name: string, expected: Document, error: Document | undefined): void {
    if (!error) throw new Error(`${name}: expected an error`);
    const message = String(error['message']).toLowerCase();
    if (expected['errorCode'] && error['code'] !== expected['errorCode'])
      throw new Error(`${name}: code ${error['code']}`);
    if (expected['errorContains'] && !message.includes(String(expected['errorContains']).toLowerCase()))
      throw new Error(`${name}: ${message}`);
    if (expected['isClientError'] === false && error['code'] === undefined && !error['writeErrors'])
      throw new Error(`${name}: ${message}`);
    if (expected['expectResult'] && error['result']) expectResultMatch(expected['expectResult'], error['result'], name);
    if (expected['errorResponse'])
      expectMatch(expected['errorResponse'], simplified(error['errorResponse']), name, true);
  }

  private checkEvents({ client, events, eventType, ignoreExtraEvents }: Document): void {
    if (eventType && eventType !== 'command') return;
    const seen = this.events.get(client) ?? [];
    if (!ignoreExtraEvents && seen.length !== events.length) {
      throw new Error(`expected ${events.length} events, got ${seen.map(({ name }) => name).join(', ')}`);
    }
    (events as Document[]).forEach((expected, i) => {
      const [[name, { command, commandName, reply }]] = Object.entries(expected) as [[string, Document]];
      if (seen[i]?.name !== name) throw new Error(`event ${i}: expected ${name}, got ${seen[i]?.name}`);
      const { event } = seen[i];
      if (commandName && commandName !== event['commandName']) throw new Error(`event ${i}: ${event['commandName']}`);
      if (command) expectMatch(command, simplified(event['command']), `event ${i}`, true);
      if (reply) expectMatch(reply, simplified(event['reply']), `event ${i}`, true);
    });
  }
}

const COUNTS = [
  'insertedCount',
  'deletedCount',
  'matchedCount',
  'modifiedCount',
  'upsertedCount',
  'insertedIds',
  'upsertedIds',
];

function expectResultMatch(expected: unknown, result: unknown, name: string): void {
  const plain = isBulkResult(result)
    ? Object.fromEntries(COUNTS.map((each) => [each, (result as never)[each]]))
    : result;
  const actual = simplified(plain);
  if (Array.isArray(expected) && Array.isArray(actual) && actual.length === expected.length) {
    expected.forEach((item, i) => expectMatch(item, actual[i], `${name}[${i}]`, true));
  } else expectMatch(expected, actual, name, true);
}

const isBulkResult = (result: unknown): boolean => result?.constructor.name === 'BulkWriteResult';
