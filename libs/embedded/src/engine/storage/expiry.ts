import type { Engine } from '../engine.js';
import { Value } from '../bson/raw.js';
import { compileFilter } from '../query/match.js';
import { planQuery } from '../query/plan.js';
import { Scan } from '../query/scan.js';
import type { Collection } from './collection.js';
import type { Index } from './index-definition.js';

const SLICE = 100;

/** Removes what TTL indexes say has expired, some documents per transaction. Returns how many. */
export async function removeExpired(engine: Engine, now: number): Promise<number> {
  let removed = 0;
  for (const collection of engine.catalog.all()) {
    for (const index of collection.readable) {
      if (index.expireAfterSeconds === undefined) continue;
      let some: number;
      do {
        some = await engine.store.write(() => removeSome(engine, collection, index, now));
        removed += some;
      } while (some === SLICE);
    }
  }
  return removed;
}

function removeSome(engine: Engine, collection: Collection, index: Index, now: number): number {
  if (engine.catalog.get(collection.namespace) !== collection) return 0;
  const before = new Date(now - index.expireAfterSeconds! * 1000);
  const filter = Value.from({ [index.fields[0]!.path.text]: { $lt: before } });
  const plan = planQuery(collection, { filter, sort: [], hint: Value.from(index.name) });
  const scan = new Scan(engine.store, collection, plan, compileFilter(filter));
  const hits = scan.step(SLICE, SLICE);
  for (const { record, document } of hits) collection.remove(record, document);
  return hits.length;
}
