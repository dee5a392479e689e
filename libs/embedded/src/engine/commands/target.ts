import type { Engine } from '../engine.js';
import { forEachHit } from '../query/find.js';
import { matched } from '../query/path.js';
import type { Hit } from '../query/scan.js';
import { Sorter } from '../query/sort.js';
import { runSliced } from '../server/slices.js';
import type { Collection } from '../storage/collection.js';
import { prepare, scanOf, type Query, type QueryParts } from './query.js';

/** Documents that one statement may look at inside of a transaction; more are read beforehand. */
const READ_INSIDE = 500;

/** Finds the documents of a statement: at once when that is cheap, else ahead of the transaction. */
export class Target {
  readonly query: Query;
  needsReading = false;
  private candidates: number[] | undefined;
  private at = 0;

  constructor(
    private readonly engine: Engine,
    readonly collection: Collection | undefined,
    parts: QueryParts,
    private readonly many: boolean,
  ) {
    this.query = prepare(collection, parts);
  }

  /** Inside of a transaction: calls `visit` for each document; false when it could not finish now. */
  each(until: number, visit: (hit: Hit) => void): boolean {
    if (!this.collection) return true;
    if (this.candidates) return this.eachCandidate(until, visit);
    const first = !this.many && this.query.plan!.sorted;
    const scan = scanOf(this.engine, this.collection, this.query, first ? 1 : undefined);
    const hits = scan.step(first ? 1 : READ_INSIDE, READ_INSIDE);
    if (!scan.done && !(first && hits.length > 0)) {
      this.needsReading = true;
      return false;
    }
    if (this.many || first) hits.forEach(visit);
    else this.best(hits).forEach(visit);
    return true;
  }

  /** Outside of a transaction: notes which documents match. Whether they still do is checked again inside. */
  async read(): Promise<void> {
    const scan = scanOf(this.engine, this.collection!, this.query);
    this.needsReading = false;
    this.at = 0;
    if (this.many) {
      const records: number[] = [];
      await forEachHit(scan, ({ record }) => records.push(record));
      this.candidates = records;
    } else if (this.query.plan!.sorted) {
      const hits = await runSliced<Hit[]>(
        () => {
          const found = scan.step(1, 200);
          return found.length > 0 || scan.done ? found : undefined;
        },
        () => scan.pause(),
      );
      this.candidates = hits.map(({ record }) => record);
    } else {
      const sorter = new Sorter<Hit>(this.query.sort, 1, this.query.collator);
      await forEachHit(scan, (hit) => sorter.add(hit));
      this.candidates = sorter.result().map(({ record }) => record);
    }
  }

  private eachCandidate(until: number, visit: (hit: Hit) => void): boolean {
    const candidates = this.candidates!;
    while (this.at < candidates.length) {
      if (this.many && performance.now() > until) return false;
      const record = candidates[this.at++]!;
      const document = this.collection!.read(record);
      matched.position = -1;
      if (document && this.query.matcher(document)) visit({ record, document, position: matched.position });
      else if (!this.many) {
        this.candidates = undefined;
        return this.each(until, visit);
      }
    }
    return true;
  }

  private best(hits: Hit[]): Hit[] {
    const sorter = new Sorter<Hit>(this.query.sort, 1, this.query.collator);
    for (const hit of hits) sorter.add(hit);
    return sorter.result();
  }
}
