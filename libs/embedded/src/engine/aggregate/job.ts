import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { collatorOf } from '../query/collation.js';
import { compileFilter } from '../query/match.js';
import type { Plan } from '../query/plan.js';
import { Scan } from '../query/scan.js';
import { parseSort, Sorter } from '../query/sort.js';
import { Collection } from '../storage/collection.js';
import { documentKey, type Store } from '../storage/store.js';
import { queryOptions } from './expressions.js';
import type { Stage } from './pipeline.js';
import { runStages } from './run.js';

const STEP = 1000;
const EMPTY = Value.from({});

/** An aggregation in a form that can be sent to another thread. */
export interface AggregationJob {
  db: string;
  collection: number;
  plan: Omit<Plan, 'index'> & { index?: { unique: boolean; isMultikey: boolean } };
  filter: Uint8Array;
  sort: Uint8Array;
  skip: number;
  limit: number;
  stages: { name: string; type: number; argument: Uint8Array }[];
  let: Uint8Array | undefined;
  collation: Uint8Array | undefined;
  /** Names and ids of the collections that `$lookup` may read. */
  collections: [string, number][];
}

const documentFrom = (bytes: Uint8Array | undefined): Value | undefined => bytes && Value.document(bytes);

const valueFrom = (type: number, bytes: Uint8Array): Value => {
  const { buf, start, end } = Value.document(bytes);
  return new Value(type, buf, start, end);
};

/** Runs an aggregation to its end over one view of the data. */
export function runJob(store: Store, job: AggregationJob): Buffer[] {
  const context = {
    let: documentFrom(job.let),
    collation: documentFrom(job.collation),
    read: reader(store, job.collections),
  };
  const matcher = compileFilter(Value.document(job.filter), queryOptions(context));
  const collection = new Collection(store, job.collection, job.db, '', Buffer.alloc(0), EMPTY);
  const scan = new Scan(store, collection, job.plan as Plan, matcher, STEP);
  const stages: Stage[] = job.stages.map(({ name, type, argument }) => ({ name, argument: valueFrom(type, argument) }));
  return runStages(stages, inputOf(scan, job), context);
}

function* inputOf(scan: Scan, job: AggregationJob): Generator<Value> {
  let { skip, limit } = job;
  for (const document of scan.plan.sorted ? documentsOf(scan) : sorted(scan, job)) {
    if (skip-- > 0) continue;
    if (limit-- <= 0) return;
    yield document;
  }
}

function* documentsOf(scan: Scan): Generator<Value> {
  while (!scan.done) for (const { document } of scan.step(STEP, STEP)) yield document;
}

function sorted(scan: Scan, { sort, skip, limit, collation }: AggregationJob): Value[] {
  const fields = parseSort(Value.document(sort));
  const sorter = new Sorter<{ document: Value }>(fields, skip + limit, collatorOf(documentFrom(collation)));
  for (const document of documentsOf(scan)) sorter.add({ document });
  return sorter.result().map(({ document }) => document);
}

/** Decoded documents of another collection, for `$lookup` and its like. */
function reader(store: Store, collections: [string, number][]) {
  const ids = new Map(collections);
  return (name: string): unknown[] => {
    const id = ids.get(name);
    if (id === undefined) return [];
    const range = { start: documentKey(id, 0), end: documentKey(id + 1, 0) };
    return [...store.docs.getRange(range)].map(({ value }) => {
      return new Value(BsonType.document, value, 0, value.length).toJs() as unknown;
    });
  };
}
