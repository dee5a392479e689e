import { Value } from '../bson/raw.js';
import { Arguments } from '../commands/arguments.js';
import { partsOf, prepare, scanOf, type QueryParts } from '../commands/query.js';
import { inOrder } from '../query/find.js';
import type { Catalog } from '../storage/catalog.js';
import { documentKey, type Store } from '../storage/store.js';
import { runStages } from './expressions.js';
import { parsePipeline, type Pipeline } from './pipeline.js';

export const queryParts = (args: Arguments, { filter, sort }: Pipeline): QueryParts => ({
  ...partsOf(args, filter),
  sort,
});

/** Runs an `aggregate` command to its end over one view of the data: here or, as it needs nothing else, in a thread. */
export function aggregateAll(store: Store, catalog: Catalog, db: string, command: Value): Value[] {
  const args = new Arguments(command);
  const pipeline = parsePipeline(args.array('pipeline')!);
  const collection = catalog.get(`${db}.${args.string('aggregate')}`)!;
  const parts = queryParts(args, pipeline);
  const query = prepare(collection, parts);
  const hits = inOrder(scanOf(store, collection, query), query.order, pipeline.skip, pipeline.limit);
  const read = (name: string): unknown[] => {
    const id = catalog.get(`${db}.${name}`)?.id;
    if (id === undefined) return [];
    const all = store.docs.getRange({ start: documentKey(id, 0), end: documentKey(id + 1, 0) });
    return [...all].map(({ value }) => Value.document(value).toJs() as unknown);
  };
  return runStages(pipeline.rest, documents(hits), { ...parts, read });
}

function* documents(hits: ReturnType<typeof inOrder>): Generator<Value> {
  for (const hit of hits) if (hit) yield hit.document;
}
