import { CommandError, failedToParse, unsupported } from '../errors.js';
import { keyOf } from '../bson/key-string.js';
import { compareValues } from '../bson/compare.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import type { Call, Command, Engine } from '../engine.js';
import { inOrder, projected, reading } from '../query/find.js';
import { collectValues, parsePath } from '../query/path.js';
import { compileProjection } from '../query/project.js';
import { countKeys, type Hit } from '../query/scan.js';
import type { Collection } from '../storage/collection.js';
import { Reply } from '../server/reply.js';
import { drain, then } from '../server/slices.js';
import { FIRST_BATCH } from './cursors.js';
import { checkReadConcern, deadlineOf, partsOf, prepare, scanOf, type Query } from './query.js';
import { isTruthy, toBigInt } from '../bson/number.js';

const MAX_DISTINCT = 16 * 2 ** 20;

export const find: Command = (call) => {
  const { engine, args, collection, namespace } = call;
  checkReadConcern(args);
  for (const field of ['returnKey', 'showRecordId', 'min', 'max', 'tailable', 'awaitData']) {
    if (isTruthy(args.get(field))) throw unsupported(`find with '${field}'`);
  }
  const query = prepare(collection, partsOf(args, args.document('filter')));
  const projection = compileProjection(args.document('projection'), query.context, query.filter);
  const skip = args.size('skip') ?? 0;
  const count = Math.min(args.size('batchSize') ?? FIRST_BATCH, args.size('limit') || Infinity);
  const limit = args.flag('singleBatch') ? count : args.size('limit') || Infinity;
  if (!collection) return engine.cursors.all([], namespace, count);
  const scan = scanOf(engine.store, collection, query, count + skip);
  const documents = projected(inOrder(scan, query.order, skip, limit), projection);
  const work = reading(documents, scan, deadlineOf(args));
  return engine.cursors.first(work, namespace, count, limit, args.flag('noCursorTimeout'));
};

export const getMore: Command = ({ engine, args, db }) => {
  const value = args.get('getMore');
  if (value?.type !== BsonType.long) throw new CommandError(14, "BSON field 'getMore.getMore' must be a long");
  const namespace = `${db}.${args.string('collection') ?? ''}`;
  return engine.cursors.more(toBigInt(value)!, namespace, args.size('batchSize') || Infinity);
};

export const killCursors: Command = ({ engine, args }) => {
  const killed: Value[] = [];
  const missing: Value[] = [];
  for (const item of args.array('cursors')?.items() ?? []) {
    const id = toBigInt(item);
    if (id === undefined) throw failedToParse('cursors must hold cursor ids');
    (engine.cursors.kill(id) ? killed : missing).push(item);
  }
  return Reply.of({ cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] });
};

export const count: Command = (call) => {
  const { args, collection } = call;
  checkReadConcern(args);
  const query = prepare(collection, partsOf(args, args.document('query')));
  const limit = Math.abs(args.integer('limit') ?? 0) || Infinity;
  const skip = args.size('skip') ?? 0;
  return then(countMatches(call, query, skip + limit), (all) =>
    Reply.of({ n: Math.max(0, Math.min(all - skip, limit)) }),
  );
};

/**
 * Without looking at documents where the index or the collection's own count says all.
 * @param most documents after which there is no need to look at more
 */
export function countMatches({ engine, collection }: Call, query: Query, most: number): number | Promise<number> {
  if (!collection) return 0;
  if (query.filter.isEmpty) return collection.count;
  if (query.plan!.exact) return countKeys(engine.store, query.plan!);
  let found = 0;
  return then(
    eachHit(engine, collection, query, () => ++found < most),
    () => found,
  );
}

function eachHit({ store }: Engine, collection: Collection, query: Query, take: (hit: Hit) => unknown) {
  const scan = scanOf(store, collection, query);
  return drain(reading(scan.hits(), scan), take);
}

export const distinct: Command = ({ engine, args, collection }) => {
  checkReadConcern(args);
  const path = parsePath(args.string('key') ?? '');
  const query = prepare(collection, partsOf(args, args.document('query')));
  const { collator } = query.order;
  const found = new Map<string, Value>();
  const note = (value: Value | undefined) => {
    if (value === undefined || value.type === BsonType.undefined) return;
    const same = (other: Value) => compareValues(other, value, collator) === 0;
    if (collator && value.type === BsonType.string && [...found.values()].some(same)) return;
    const key = keyOf(value).toString('latin1');
    if (!found.has(key)) found.set(key, value.kept());
  };
  const answer = () => {
    const reply = new Reply();
    reply.writer.fields({ values: [...found.values()].sort((a, b) => compareValues(a, b, collator)) });
    if (reply.writer.length > MAX_DISTINCT) throw new CommandError(17217, 'distinct too big, 16mb cap');
    return reply.ok();
  };
  if (!collection) return answer();
  const all = eachHit(engine, collection, query, ({ document }) => {
    const values: (Value | undefined)[] = [];
    collectValues(document, path, values);
    values.forEach(note);
  });
  return then(all, answer);
};
