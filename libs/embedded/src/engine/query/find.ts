import { CommandError } from '../errors.js';
import type { Collator } from '../bson/compare.js';
import { MAX_BATCH_BYTES, type BatchSource } from '../commands/cursors.js';
import { runSliced } from '../server/slices.js';
import type { Projection } from './project.js';
import type { Hit, Scan } from './scan.js';
import { Sorter, type SortField } from './sort.js';

const STEP = 200;

export interface FindOptions {
  sort: SortField[];
  skip: number;
  limit: number;
  projection: Projection;
  collator?: Collator;
  /** Absolute time after which the query gives up. */
  deadline?: number;
  /** False once the collection has been dropped. */
  isAlive?: () => boolean;
}

/** Runs a scan, sorts in memory when the plan does not, and hands the answer out in batches. */
export class FindSource implements BatchSource {
  private sorter: Sorter<Hit> | undefined;
  private pending: Hit[] = [];
  private exhausted = false;
  private skip: number;
  private left: number;

  constructor(
    private readonly scan: Scan,
    private readonly options: FindOptions,
  ) {
    this.skip = options.skip;
    this.left = options.limit;
    if (!scan.plan.sorted) {
      this.sorter = new Sorter<Hit>(options.sort, options.skip + options.limit, options.collator);
    }
  }

  get done(): boolean {
    return this.left <= 0 || (this.exhausted && this.pending.length === 0);
  }

  next(count: number): Buffer[] | Promise<Buffer[]> {
    const out: Buffer[] = [];
    if (count === 0) return out;
    let bytes = 0;
    const step = (): Buffer[] | undefined => {
      this.checkTime();
      if (this.sorter && !this.fillSorter()) return undefined;
      if (this.pending.length === 0) this.refill(count - out.length);
      while (this.pending.length > 0 && this.left > 0 && out.length < count) {
        const hit = this.pending[0]!;
        if (this.skip > 0) this.skip--;
        else {
          const document = this.options.projection(hit.document, hit.position);
          bytes += document.length;
          if (out.length > 0 && bytes > MAX_BATCH_BYTES) return out;
          out.push(document);
          this.left--;
        }
        this.pending.shift();
      }
      return this.done || out.length >= count ? out : undefined;
    };
    return runSliced(step, () => this.scan.pause());
  }

  private refill(wanted: number): void {
    if (this.exhausted) return;
    this.pending = this.scan.step(Math.min(this.skip + Math.min(wanted, this.left), STEP), STEP);
    this.exhausted = this.scan.done;
  }

  /** True when everything is in order. */
  private fillSorter(): boolean {
    for (const hit of this.scan.step(STEP, STEP)) this.sorter!.add(hit);
    if (!this.scan.done) return false;
    this.pending = this.sorter!.result();
    this.sorter = undefined;
    this.exhausted = true;
    return true;
  }

  private checkTime(): void {
    const { deadline, isAlive } = this.options;
    if (deadline !== undefined && Date.now() > deadline) throw new CommandError(50, 'operation exceeded time limit');
    if (isAlive && !isAlive()) throw new CommandError(175, 'collection dropped while the cursor was open');
  }
}

/** Reads all matching documents through `visit`, in slices. */
export function forEachHit(scan: Scan, visit: (hit: Hit) => void): true | Promise<true> {
  return runSliced(
    () => {
      for (const hit of scan.step(STEP, STEP)) visit(hit);
      return scan.done ? true : undefined;
    },
    () => scan.pause(),
  );
}
