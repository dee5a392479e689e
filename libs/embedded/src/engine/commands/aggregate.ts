import { failedToParse, unsupported } from '../errors.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import type { Call, Command } from '../engine.js';
import { runStages } from '../aggregate/expressions.js';
import { writeOutput } from '../aggregate/output.js';
import { parsePipeline, type Pipeline } from '../aggregate/pipeline.js';
import { aggregateAll, queryParts } from '../aggregate/run.js';
import { inOrder, projected, reading } from '../query/find.js';
import type { Plan } from '../query/plan.js';
import { identity } from '../query/project.js';
import { drain, type Work } from '../server/slices.js';
import { FIRST_BATCH } from './cursors.js';
import { checkReadConcern, deadlineOf, prepare, scanOf } from './query.js';
import { countMatches } from './read.js';

/** Collections up to this size are aggregated at once. */
const SMALL = 1000;

export const aggregate: Command = async (call) => {
  const { args, engine, db } = call;
  const list = args.array('pipeline');
  const cursor = args.document('cursor');
  if (!list) throw failedToParse("'pipeline' option must be specified as an array");
  if (!cursor) throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  const pipeline = parsePipeline(list);
  if (!pipeline.output) checkReadConcern(args);
  const onCollection = args.get('aggregate')?.type === BsonType.string;
  const namespace = onCollection ? call.namespace : `${db}.$cmd.aggregate`;
  const found = onCollection ? await ofCollection(call, pipeline) : ofDatabase(call, pipeline);
  const work: Work<Value> = Array.isArray(found) ? { found: found.values() } : found;
  if (!pipeline.output) {
    const batchSize = cursor.get('batchSize');
    return engine.cursors.first(work, namespace, batchSize ? Number(batchSize.toJs()) : FIRST_BATCH);
  }
  const results: Value[] = [];
  await drain(work, (document) => results.push(document.kept()));
  await writeOutput(call, pipeline.output, results);
  return engine.cursors.all([], namespace);
};

/** Without a collection: documents that the command brings along, or the one session that is known, the caller's. */
function ofDatabase({ args }: Call, pipeline: Pipeline): Value[] {
  const { rest } = pipeline;
  const given: Value[] = [];
  if (rest[0]?.name === '$listLocalSessions') {
    rest.shift();
    given.push(documentOf({ _id: args.document('lsid') ?? null, lastUse: new Date() }));
  } else if (rest[0]?.name !== '$documents') throw unsupported('aggregate on a database');
  return runStages(rest, given, queryParts(args, pipeline));
}

async function ofCollection(call: Call, pipeline: Pipeline): Promise<Value[] | Work<Value>> {
  const { args, engine, db, collection } = call;
  const { rest, counting, skip, limit } = pipeline;
  const query = prepare(collection, queryParts(args, pipeline));
  const deadline = deadlineOf(args);
  if (counting) {
    const n = Math.min((await countMatches(call, query, skip + limit)) - skip, limit);
    const counted: [string, unknown][] = [
      ['_id', counting.id],
      [counting.name, n],
    ];
    return n > 0 ? [documentOf(new Map(counted))] : [];
  }
  if (!collection) return runStages(rest, [], queryParts(args, pipeline));
  if (rest.length === 0) {
    const scan = scanOf(engine.store, collection, query, skip + Math.min(limit, FIRST_BATCH));
    return reading(projected(inOrder(scan, query.order, skip, limit), identity), scan, deadline);
  }
  const apart = engine.thread.available && collection.count > SMALL && !isPoint(query.plan!);
  if (!apart) return aggregateAll(engine.store, engine.catalog, db, args.command);
  engine.store.commit();
  return engine.thread.run({ db, command: args.command.bytes() }, deadline);
}

/** At most one document comes in. */
const isPoint = ({ index, ranges, exact }: Plan): boolean =>
  exact && index?.unique === true && ranges.length === 1 && index.fields.length === 1;
