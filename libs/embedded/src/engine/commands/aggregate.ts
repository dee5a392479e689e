import { failedToParse, unsupported } from '../errors.js';
import { nameBytes, Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { makeDocument } from '../bson/writer.js';
import type { Call, Command } from '../engine.js';
import { parsePipeline, type Pipeline } from '../aggregate/pipeline.js';
import { runStages } from '../aggregate/run.js';
import { writeOutput } from '../aggregate/output.js';
import { runJob, type AggregationJob } from '../aggregate/job.js';
import { FindSource } from '../query/find.js';
import { identity } from '../query/project.js';
import type { Plan } from '../query/plan.js';
import { cursorReply } from '../server/reply.js';
import { then } from '../server/slices.js';
import type { Collection } from '../storage/collection.js';
import { names } from './arguments.js';
import { MAX_BATCH_BYTES, type BatchSource } from './cursors.js';
import { countMatches } from './read.js';
import { checkReadConcern, deadlineOf, EMPTY, prepare, scanOf, type Query, type QueryParts } from './query.js';

const FIRST_BATCH = 101;
/** Collections up to this size are aggregated at once. */
const SMALL = 1000;
const FIELDS = names('pipeline cursor explain allowDiskUse collation hint let fromMongos needsMerge');

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
  if (!collection) return new ListSource(runStages(pipeline.rest, given, parts));
  if (pipeline.rest.length > 0) {
    const job = jobOf(call, pipeline, collection, query, parts);
    const apart = engine.workers.available && collection.count > SMALL && !isPoint(query.plan!);
    if (!apart) return new ListSource(runJob(engine.store, job));
    return engine.workers.run(job, deadline).then((documents) => new ListSource(documents));
  }
  const expected = pipeline.skip + Math.min(pipeline.limit, FIRST_BATCH);
  return new FindSource(scanOf(engine, collection, query, expected), {
    sort: query.sort,
    skip: pipeline.skip,
    limit: pipeline.limit,
    projection: identity,
    collator: query.collator,
    deadline,
  });
}

/** At most one document comes in. */
const isPoint = ({ index, ranges, exact }: Plan): boolean =>
  exact && index?.unique === true && ranges.length === 1 && index.fields.length === 1;

function jobOf(
  call: Call,
  pipeline: Pipeline,
  collection: Collection,
  { filter, plan }: Query,
  parts: QueryParts,
): AggregationJob {
  const { index, ranges, reverse, merge, sorted, exact } = plan!;
  const shape = index && { unique: index.unique, isMultikey: index.isMultikey };
  return {
    db: call.db,
    collection: collection.id,
    plan: { index: shape, ranges, reverse, merge, sorted, exact },
    filter: filter.bytes(),
    sort: (pipeline.sort ?? EMPTY).bytes(),
    skip: pipeline.skip,
    limit: pipeline.limit,
    stages: pipeline.rest.map(({ name, argument }) => ({ name, type: argument.type, argument: argument.bytes() })),
    let: parts.let?.bytes(),
    collation: parts.collation?.bytes(),
    collections: call.engine.catalog.inDatabase(call.db).map(({ name, id }) => [name, id]),
  };
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
      if (out.length > 0 && bytes > MAX_BATCH_BYTES) break;
      out.push(this.documents[this.at++]!);
    }
    return out;
  }
}
