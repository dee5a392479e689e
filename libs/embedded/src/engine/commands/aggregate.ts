import { failedToParse, unsupported } from '../errors.js';
import { nameBytes, Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { makeDocument } from '../bson/writer.js';
import type { Call, Command } from '../engine.js';
import { parsePipeline, type Pipeline } from '../aggregate/pipeline.js';
import { runStages } from '../aggregate/run.js';
import { writeOutput } from '../aggregate/output.js';
import type { EvaluationContext } from '../aggregate/expressions.js';
import { FindSource } from '../query/find.js';
import { identity } from '../query/project.js';
import { documentOf } from '../query/scan.js';
import { cursorReply } from '../server/reply.js';
import { then } from '../server/slices.js';
import type { Collection } from '../storage/collection.js';
import { documentKey } from '../storage/store.js';
import type { BatchSource } from './cursors.js';
import { countMatches } from './read.js';
import { checkReadConcern, deadlineOf, prepare, scanOf } from './query.js';

const FIRST_BATCH = 101;
const FIELDS = new Set([
  'pipeline',
  'cursor',
  'explain',
  'allowDiskUse',
  'collation',
  'hint',
  'let',
  'fromMongos',
  'needsMerge',
]);

export const aggregate: Command = async (call) => {
  const { args, engine, db } = call;
  args.only('aggregate', FIELDS);
  const source = args.get('aggregate');
  const list = args.array('pipeline');
  if (!list) throw failedToParse("'pipeline' option must be specified as an array");
  if (!args.document('cursor'))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  const pipeline = parsePipeline(list);
  if (!pipeline.output) checkReadConcern(args);
  const name = source?.type === BsonType.string ? source.text() : '$cmd.aggregate';
  const own = pipeline.rest[0]?.name === '$listLocalSessions' ? currentSession(call) : undefined;
  if (own) pipeline.rest.shift();
  else if (name === '$cmd.aggregate' && pipeline.rest[0]?.name !== '$documents') {
    throw unsupported('aggregate on a database');
  }
  const namespace = `${db}.${name}`;
  const batchSize = args.document('cursor')!.get('batchSize');
  const count = batchSize ? Number(batchSize.toJs()) : FIRST_BATCH;
  const results = await start(call, pipeline, engine.catalog.get(namespace), own);
  if (pipeline.output) {
    const documents = await results.next(Infinity);
    await writeOutput(engine, db, pipeline.output, documents);
    return cursorReply([], 'firstBatch', 0n, namespace);
  }
  const { documents, id } = await engine.cursors.first(results, namespace, count, false);
  return cursorReply(documents, 'firstBatch', id, namespace);
};

function start(
  call: Call,
  pipeline: Pipeline,
  collection?: Collection,
  given: Value[] = [],
): BatchSource | Promise<BatchSource> {
  const { args, engine } = call;
  const parts = {
    filter: pipeline.filter,
    sort: pipeline.sort,
    hint: args.get('hint'),
    collation: args.document('collation'),
    let: args.document('let'),
  };
  const query = prepare(collection, parts);
  const deadline = deadlineOf(args);
  if (pipeline.counting && !pipeline.sort) {
    const all = collection ? countMatches({ ...call, name: 'aggregate' }, query) : 0;
    return then(all, (n) => new ListSource(counted(pipeline, n)));
  }
  const context: EvaluationContext = { let: parts.let, collation: parts.collation, read: reader(call) };
  if (!collection) return new ListSource(runStages(pipeline.rest, given, context));
  const expected = pipeline.skip + Math.min(pipeline.limit, FIRST_BATCH);
  const find = new FindSource(scanOf(engine, collection, query, expected), {
    sort: query.sort,
    skip: pipeline.skip,
    limit: pipeline.limit,
    projection: identity,
    collator: query.collator,
    deadline,
  });
  if (pipeline.rest.length === 0) return find;
  return readAll(find).then((documents) => new ListSource(runStages(pipeline.rest, documents, context)));
}

async function readAll(source: FindSource): Promise<Value[]> {
  const documents: Value[] = [];
  while (!source.done) for (const raw of await source.next(1000)) documents.push(documentOf(raw));
  return documents;
}

function counted({ counting, skip, limit }: Pipeline, all: number): Buffer[] {
  const n = Math.max(0, Math.min(all - skip, limit));
  if (n === 0) return [];
  return [
    makeDocument((writer) => {
      writer.value(nameBytes('_id'), counting!.id);
      writer.int(counting!.name, n);
    }).bytes(),
  ];
}

/** The engine keeps no sessions: the one it knows is the caller's. */
function currentSession({ args }: Call): Value[] {
  const session = args.document('lsid');
  if (!session) return [];
  return [
    makeDocument((writer) => {
      writer.value(nameBytes('_id'), session);
      writer.value(nameBytes('lastUse'), Value.from(new Date()));
    }),
  ];
}

/** Decoded documents of another collection, for `$lookup` and its like. */
function reader({ engine, db }: Call) {
  return (name: string): unknown[] => {
    const collection = engine.catalog.get(`${db}.${name}`);
    if (!collection) return [];
    const range = { start: documentKey(collection.id, 0), end: documentKey(collection.id + 1, 0) };
    return [...engine.store.docs.getRange(range)].map(({ value }) => documentOf(value).toJs());
  };
}

/** Results that are all there. */
class ListSource implements BatchSource {
  private at = 0;

  constructor(private readonly documents: Buffer[]) {}

  get done(): boolean {
    return this.at >= this.documents.length;
  }

  next(count: number): Buffer[] {
    const out: Buffer[] = [];
    let bytes = 0;
    while (!this.done && out.length < count) {
      bytes += this.documents[this.at]!.length;
      if (out.length > 0 && bytes > 16 * 2 ** 20) break;
      out.push(this.documents[this.at++]!);
    }
    return out;
  }
}
