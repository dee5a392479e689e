import { CommandError, failedToParse } from '../errors.js';
import { keyOf } from '../bson/key-string.js';
import { compareValues } from '../bson/compare.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { arrayName } from '../bson/writer.js';
import { nameBytes } from '../bson/raw.js';
import { collectionName, collectionOf, type Call, type Command } from '../engine.js';
import { FindSource, forEachHit } from '../query/find.js';
import { collectValues, parsePath } from '../query/path.js';
import { compileProjection } from '../query/project.js';
import { countKeys } from '../query/scan.js';
import { cursorReply, objectReply, Reply } from '../server/reply.js';
import { then } from '../server/slices.js';
import { names } from './arguments.js';
import { checkReadConcern, deadlineOf, partsOf, prepare, scanOf } from './query.js';
import { toBigInt } from '../bson/number.js';
import { checkNamespace } from '../storage/catalog.js';

const FIRST_BATCH = 101;

const FIND_FIELDS = names(
  'filter sort projection hint skip limit batchSize singleBatch noCursorTimeout allowDiskUse ' +
    'allowPartialResults collation let returnKey showRecordId min max oplogReplay',
);

export const find: Command = (call) => {
  const { engine, args } = call;
  args.only('find', FIND_FIELDS);
  checkReadConcern(args);
  for (const field of ['returnKey', 'showRecordId', 'min', 'max', 'tailable', 'awaitData']) {
    if (args.get(field) && (field === 'min' || field === 'max' || args.flag(field))) {
      throw new CommandError(238, `find with '${field}' is not supported by the embedded engine`);
    }
  }
  const name = collectionName(call);
  checkNamespace(call.db, name);
  const namespace = `${call.db}.${name}`;
  const collection = collectionOf(call);
  const query = prepare(collection, partsOf(args, 'filter'));
  const projection = compileProjection(args.document('projection'), query.options);
  const limit = args.size('limit') || Infinity;
  const skip = args.size('skip') ?? 0;
  const batchSize = args.size('batchSize') ?? FIRST_BATCH;
  const single = args.flag('singleBatch');
  if (!collection) return cursorReply([], 'firstBatch', 0n, namespace);
  const source = new FindSource(scanOf(engine, collection, query, Math.min(limit + skip, batchSize + skip)), {
    sort: query.sort,
    skip,
    limit,
    projection,
    collator: query.collator,
    deadline: deadlineOf(args),
    isAlive: () => engine.catalog.get(namespace) === collection,
  });
  const first = engine.cursors.first(source, namespace, batchSize, single, args.flag('noCursorTimeout'));
  return then(first, ({ documents, id }) => cursorReply(documents, 'firstBatch', id, namespace));
};

export const getMore: Command = (call) => {
  const { engine, args, db } = call;
  args.only('getMore', names('collection batchSize term lastKnownCommittedOpTime'));
  const value = args.get('getMore');
  if (value?.type !== BsonType.long) throw new CommandError(14, "BSON field 'getMore.getMore' must be a long");
  const namespace = `${db}.${args.string('collection') ?? ''}`;
  const more = engine.cursors.more(toBigInt(value)!, namespace, args.size('batchSize') || Infinity);
  return then(more, ({ documents, id }) => cursorReply(documents, 'nextBatch', id, namespace));
};

export const killCursors: Command = (call) => {
  const { engine, args } = call;
  const killed: bigint[] = [];
  const missing: bigint[] = [];
  for (const item of args.array('cursors')?.items() ?? []) {
    const id = toBigInt(item);
    if (id === undefined) throw failedToParse('cursors must hold cursor ids');
    (engine.cursors.kill(id) ? killed : missing).push(id);
  }
  return objectReply({ cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] });
};

export const count: Command = (call) => {
  const { args } = call;
  args.only('count', names('query limit skip hint collation fields'));
  checkReadConcern(args);
  const collection = collectionOf(call);
  const query = prepare(collection, partsOf(args, 'query'));
  const limit = Math.abs(args.integer('limit') ?? 0) || Infinity;
  const skip = args.size('skip') ?? 0;
  const answer = (all: number) => objectReply({ n: Math.max(0, Math.min(all - skip, limit)) });
  if (!collection) return answer(0);
  return then(countMatches(call, query), answer);
};

/** Without looking at documents where the index or the collection's own count says all. */
export function countMatches(
  call: Pick<Call, 'engine' | 'db'> & { name: string; args: Call['args'] },
  query: ReturnType<typeof prepare>,
): number | Promise<number> {
  const collection = collectionOf(call as Call)!;
  if (query.filter.isEmpty) return collection.count;
  if (query.plan!.exact) return countKeys(call.engine.store, query.plan!);
  let found = 0;
  return then(
    forEachHit(scanOf(call.engine, collection, query), () => {
      found++;
    }),
    () => found,
  );
}

export const distinct: Command = (call) => {
  const { engine, args } = call;
  args.only('distinct', names('key query collation hint'));
  checkReadConcern(args);
  const collection = collectionOf(call);
  const path = parsePath(args.string('key') ?? '');
  const query = prepare(collection, partsOf(args, 'query'));
  const found = new Map<string, Value>();
  const note = (document: Value) => {
    const values: (Value | undefined)[] = [];
    collectValues(document, path, values);
    for (const value of values) {
      if (value === undefined || value.type === BsonType.undefined) continue;
      const text = query.collator && value.type === BsonType.string;
      const key = keyOf(value).toString('latin1');
      if (text && [...found.values()].some((other) => compareValues(other, value, query.collator) === 0)) continue;
      if (!found.has(key)) found.set(key, value);
    }
  };
  const answer = () => {
    const reply = new Reply();
    const list = reply.writer.open(BsonType.array, nameBytes('values'));
    const sorted = [...found.values()].sort((a, b) => compareValues(a, b, query.collator));
    sorted.forEach((value, i) => reply.writer.value(arrayName(i), value));
    reply.writer.close(list);
    if (reply.writer.size > 16 * 2 ** 20) throw new CommandError(17217, 'distinct too big, 16mb cap');
    return reply.ok();
  };
  if (!collection) return answer();
  return then(
    forEachHit(scanOf(engine, collection, query), ({ document }) => note(document)),
    answer,
  );
};
