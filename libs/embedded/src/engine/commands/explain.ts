import { CommandError } from '../errors.js';
import { Value } from '../bson/raw.js';
import type { Call, Command } from '../engine.js';
import { parsePipeline } from '../aggregate/pipeline.js';
import { FindSource } from '../query/find.js';
import { identity } from '../query/project.js';
import type { Plan } from '../query/plan.js';
import { objectReply } from '../server/reply.js';
import { Arguments } from './arguments.js';
import { VERSION } from './admin.js';
import { partsOf, prepare, scanOf, type Query, type QueryParts } from './query.js';

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution'];

/** Says how a command would be answered, and with `executionStats` what reading for it costs. Writes nothing. */
export const explain: Command = async (call) => {
  const command = call.args.document('explain');
  if (!command) throw new CommandError(14, "BSON field 'explain.explain' must be an object");
  const verbosity = call.args.string('verbosity') ?? 'allPlansExecution';
  if (!VERBOSITIES.includes(verbosity))
    throw new CommandError(2, `verbosity string must be one of ${VERBOSITIES.join(', ')}`);
  const args = new Arguments(command);
  const name = command.firstName() ?? '';
  const namespace = `${call.db}.${args.string(name) ?? ''}`;
  const collection = call.engine.catalog.get(namespace);
  const { parts, limit, skip } = explained(name, args);
  const query = prepare(collection, parts);
  const reply: Record<string, unknown> = {
    explainVersion: '1',
    queryPlanner: {
      namespace,
      parsedQuery: (parts.filter ?? Value.from({})).toJs(),
      indexFilterSet: false,
      winningPlan: query.plan ? stages(query.plan, query, limit) : { stage: 'EOF' },
      rejectedPlans: [],
    },
  };
  if (verbosity !== 'queryPlanner') reply['executionStats'] = await measure(call, query, namespace, { limit, skip });
  return objectReply({ ...reply, command: command.toJs(), serverInfo: { version: VERSION } });
};

function explained(name: string, args: Arguments): { parts: QueryParts; limit: number; skip: number } {
  const limit = args.size('limit') || Infinity;
  const skip = args.size('skip') ?? 0;
  switch (name) {
    case 'find':
      return { parts: partsOf(args, 'filter'), limit, skip };
    case 'count':
    case 'distinct':
      return { parts: partsOf(args, 'query'), limit, skip };
    case 'findAndModify':
      return { parts: partsOf(args, 'query'), limit: 1, skip: 0 };
    case 'update':
    case 'delete': {
      const [statement] = args.documents(name === 'update' ? 'updates' : 'deletes');
      const own = new Arguments(statement!);
      const single = name === 'update' ? !own.flag('multi') : own.integer('limit') === 1;
      return { parts: partsOf(own, 'q'), limit: single ? 1 : Infinity, skip: 0 };
    }
    case 'aggregate': {
      const pipeline = parsePipeline(args.array('pipeline') ?? Value.from([]));
      const parts = { ...partsOf(args, 'filter'), filter: pipeline.filter, sort: pipeline.sort };
      return { parts, limit: pipeline.limit, skip: pipeline.skip };
    }
    default:
      throw new CommandError(59, `Explain failed due to unknown command: ${name}`);
  }
}

function stages(plan: Plan, query: Query, limit: number): Record<string, unknown> {
  let stage: Record<string, unknown>;
  if (plan.index) {
    const input = {
      stage: 'IXSCAN',
      keyPattern: plan.index.key.toJs(),
      indexName: plan.index.name,
      isMultiKey: plan.index.isMultikey,
      isUnique: plan.index.unique,
      isSparse: plan.index.sparse,
      isPartial: plan.index.partialFilter !== undefined,
      direction: plan.reverse ? 'backward' : 'forward',
      ranges: plan.ranges.length,
    };
    stage = { stage: 'FETCH', ...(plan.exact ? {} : { filter: query.filter.toJs() }), inputStage: input };
  } else {
    stage = { stage: 'COLLSCAN', filter: query.filter.toJs(), direction: plan.reverse ? 'backward' : 'forward' };
  }
  if (!plan.sorted) stage = { stage: 'SORT', inputStage: stage };
  return Number.isFinite(limit) ? { stage: 'LIMIT', limitAmount: limit, inputStage: stage } : stage;
}

async function measure(call: Call, query: Query, namespace: string, { limit, skip }: { limit: number; skip: number }) {
  const collection = call.engine.catalog.get(namespace);
  const started = performance.now();
  let returned = 0;
  const scan = collection && scanOf(call.engine, collection, query, Math.min(limit + skip, 101));
  if (scan) {
    const { sort, collator } = query;
    const source = new FindSource(scan, { sort, collator, skip, limit, projection: identity });
    while (!source.done) returned += (await source.next(1000)).length;
  }
  return {
    executionSuccess: true,
    nReturned: returned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: scan?.keysExamined ?? 0,
    totalDocsExamined: scan?.documentsExamined ?? 0,
  };
}
