import { Value } from '../bson/raw.js';
import { Arguments } from '../commands/arguments.js';
import { partsOf, prepare, scanOf, type QueryParts } from '../commands/query.js';
import { STEP, type Scan } from '../query/scan.js';
import { Sorter } from '../query/sort.js';
import type { Catalog } from '../storage/catalog.js';
import { documentKey, type Store } from '../storage/store.js';
import { runStages } from './expressions.js';
import { parsePipeline, type Pipeline } from './pipeline.js';

export const queryParts = (args: Arguments, { filter, sort }: Pipeline): QueryParts => ({
  ...partsOf(args, 'filter'),
  filter,
  sort,
});

/** Runs an `aggregate` command to its end over one view of the data: here or, as it needs nothing else, in a thread. */
export function aggregateAll(store: Store, catalog: Catalog, db: string, command: Value): Value[] {
  const args = new Arguments(command);
  const pipeline = parsePipeline(args.array('pipeline')!);
  const collection = catalog.get(`${db}.${args.string('aggregate')}`)!;
  const parts = queryParts(args, pipeline);
  const query = prepare(collection, parts);
  const scan = scanOf(store, collection, query, STEP);
  const read = (name: string): unknown[] => {
    const id = catalog.get(`${db}.${name}`)?.id;
    if (id === undefined) return [];
    const all = store.docs.getRange({ start: documentKey(id, 0), end: documentKey(id + 1, 0) });
    return [...all].map(({ value }) => Value.document(value).toJs() as unknown);
  };
  return runStages(pipeline.rest, input(scan, pipeline, query.order), { ...parts, read });
}

function* input(
  scan: Scan,
  { skip, limit }: Pipeline,
  order: ConstructorParameters<typeof Sorter>[0],
): Generator<Value> {
  let [toSkip, left] = [skip, limit];
  for (const document of scan.plan.sorted ? documentsOf(scan) : sorted(scan, new Sorter(order, skip + limit))) {
    if (toSkip-- > 0) continue;
    if (left-- <= 0) return;
    yield document;
  }
}

function* documentsOf(scan: Scan): Generator<Value> {
  while (!scan.done) for (const { document } of scan.step(STEP, STEP)) yield document;
}

function sorted(scan: Scan, sorter: Sorter<{ document: Value }>): Value[] {
  for (const document of documentsOf(scan)) sorter.add({ document });
  return sorter.result().map(({ document }) => document);
}
