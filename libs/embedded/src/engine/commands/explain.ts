import { CommandError } from '../errors.js';
import { Value } from '../bson/raw.js';
import type { Command } from '../engine.js';
import { parsePipeline } from '../aggregate/pipeline.js';
import { queryParts } from '../aggregate/run.js';
import { inOrder, reading } from '../query/find.js';
import type { Plan } from '../query/plan.js';
import type { Scan } from '../query/scan.js';
import { Reply } from '../server/reply.js';
import { drain } from '../server/slices.js';
import { VERSION } from './admin.js';
import { Arguments } from './arguments.js';
import { partsOf, prepare, scanOf, type Query, type QueryParts } from './query.js';

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution'];

/** What a command reads. */
interface Reading {
  parts: QueryParts;
  limit: number;
  skip: number;
}

/** Says how a command would be answered, and with `executionStats` what reading for it costs. Writes nothing. */
export const explain: Command = async ({ args: outer, db, engine }) => {
  const command = outer.document('explain');
  if (!command) throw new CommandError(14, "BSON field 'explain.explain' must be an object");
  const verbosity = outer.string('verbosity') ?? 'allPlansExecution';
  if (!VERBOSITIES.includes(verbosity))
    throw new CommandError(2, `verbosity string must be one of ${VERBOSITIES.join(', ')}`);
  const args = new Arguments(command);
  const name = command.firstName() ?? '';
  const namespace = `${db}.${args.string(name) ?? ''}`;
  const collection = engine.catalog.get(namespace);
  const reading = explained(name, args);
  const query = prepare(collection, reading.parts);
  const winningPlan = query.plan ? stages(query.plan, query, reading.limit) : { stage: 'EOF' };
  const scan = collection && scanOf(engine.store, collection, query);
  return Reply.of({
    explainVersion: '1',
    queryPlanner: { namespace, parsedQuery: query.filter, indexFilterSet: false, winningPlan, rejectedPlans: [] },
    executionStats: verbosity === 'queryPlanner' ? undefined : await measure(scan, query, reading),
    command,
    serverInfo: { version: VERSION },
  });
};

function explained(name: string, args: Arguments): Reading {
  const limit = args.size('limit') || Infinity;
  const skip = args.size('skip') ?? 0;
  switch (name) {
    case 'find':
      return { parts: partsOf(args, args.document('filter')), limit, skip };
    case 'count':
    case 'distinct':
      return { parts: partsOf(args, args.document('query')), limit, skip };
    case 'findAndModify':
      return { parts: partsOf(args, args.document('query')), limit: 1, skip: 0 };
    case 'update':
    case 'delete': {
      const own = new Arguments(args.documents(`${name}s`)[0]!);
      const single = name === 'update' ? !own.flag('multi') : own.integer('limit') === 1;
      return { parts: partsOf(own, own.document('q')), limit: single ? 1 : Infinity, skip: 0 };
    }
    case 'aggregate': {
      const pipeline = parsePipeline(args.array('pipeline') ?? Value.from([]));
      return { ...pipeline, parts: queryParts(args, pipeline) };
    }
    default:
      throw new CommandError(59, `Explain failed due to unknown command: ${name}`);
  }
}

function stages({ index, reverse, ranges, exact, sorted }: Plan, { filter }: Query, limit: number) {
  const direction = reverse ? 'backward' : 'forward';
  let stage: Record<string, unknown> = { stage: 'COLLSCAN', filter, direction };
  if (index) {
    const inputStage = {
      stage: 'IXSCAN',
      keyPattern: index.key,
      indexName: index.name,
      isMultiKey: index.isMultikey,
      isUnique: index.unique,
      isSparse: index.sparse,
      isPartial: index.partialFilter !== undefined,
      direction,
      ranges: ranges.length,
    };
    stage = { stage: 'FETCH', filter: exact ? undefined : filter, inputStage };
  }
  if (!sorted) stage = { stage: 'SORT', inputStage: stage };
  return Number.isFinite(limit) ? { stage: 'LIMIT', limitAmount: limit, inputStage: stage } : stage;
}

async function measure(scan: Scan | undefined, { order }: Query, { limit, skip }: Reading) {
  const started = performance.now();
  let nReturned = 0;
  if (scan) await drain(reading(inOrder(scan, order, skip, limit), scan), () => nReturned++);
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: scan?.keysExamined ?? 0,
    totalDocsExamined: scan?.documentsExamined ?? 0,
  };
}
