import { CommandError } from '../errors.js';
import type { Value } from '../bson/raw.js';
import type { Work } from '../server/slices.js';
import type { Projection } from './project.js';
import { keep, type Hit, type Scan } from './scan.js';
import { Sorter, type Order } from './sort.js';

/** What a scan finds, in the wanted order (made in memory when the plan does not give it), from `skip` up to `limit`. */
export function* inOrder(scan: Scan, order: Order, skip = 0, limit = Infinity): Generator<Hit | undefined> {
  for (const hit of scan.plan.sorted ? scan.hits() : sorted(scan, order, skip + limit)) {
    if (hit && skip > 0) skip--;
    else {
      yield hit;
      if (hit && --limit <= 0) return;
    }
  }
}

function* sorted(scan: Scan, order: Order, limit: number): Generator<Hit | undefined> {
  const sorter = new Sorter<Hit>(order, limit);
  for (const hit of scan.hits()) {
    if (hit) sorter.add(keep(hit));
    else yield undefined;
  }
  yield* sorter.result();
}

export function* projected(hits: Iterable<Hit | undefined>, projection: Projection): Generator<Value | undefined> {
  for (const hit of hits) yield hit && projection(hit.document, hit.position);
}

/** The work of reading for a client; `deadline`: the absolute time after which it gives up. */
export function reading<T>(found: Iterator<T | undefined>, scan: Scan, deadline?: number): Work<T> {
  const resume = () => {
    scan.resume();
    if (deadline !== undefined && Date.now() > deadline) throw new CommandError(50, 'operation exceeded time limit');
  };
  return { found, resume };
}
