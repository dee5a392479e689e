import type { Engine } from '../engine.js';
import { documentOf } from '../bson/writer.js';
import { Value } from '../bson/raw.js';
import { compileFilter } from '../query/match.js';
import { planQuery } from '../query/plan.js';
import { Scan } from '../query/scan.js';
import type { Collection } from './collection.js';
import type { Index } from './index-keys.js';

const SLICE = 100;

/** Removes what TTL indexes say has expired, some documents per transaction. Returns how many. */
export async function removeExpired(engine: Engine, now: number): Promise<number> {
  let removed = 0;
  for (const collection of engine.catalog.all()) {
    for (const index of collection.readable.filter(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)) {
      let some: number;
      do {
        some = await engine.store.write(() => removeSome(engine, collection, index, now));
        removed += some;
      } while (some === SLICE);
    }
  }
  return removed;
}

function removeSome({ store, catalog }: Engine, collection: Collection, index: Index, now: number): number {
  if (catalog.get(collection.namespace) !== collection) return 0;
  const expired = { $lt: new Date(now - index.expireAfterSeconds! * 1000) };
  const filter = documentOf(new Map([[index.fields[0]!.path.text, expired]]));
  const plan = planQuery(collection, { filter, sort: [], hint: Value.from(index.name) });
  const hits = new Scan(store, collection, plan, compileFilter(filter)).step(SLICE, SLICE);
  for (const { record, document } of hits) collection.remove(record, document);
  return hits.length;
}
