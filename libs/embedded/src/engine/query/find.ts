import { CommandError } from '../errors.js';
import type { BatchSource, Sink } from '../commands/cursors.js';
import { runSliced } from '../server/slices.js';
import type { Projection } from './project.js';
import { STEP, type Hit, type Scan } from './scan.js';
import { Sorter, type Order } from './sort.js';

export interface FindOptions {
  order: Order;
  skip: number;
  limit: number;
  projection: Projection;
  /** Absolute time after which the query gives up. */
  deadline?: number;
  /** False once the collection has been dropped. */
  isAlive?: () => boolean;
}

/** Runs a scan, sorts in memory when the plan does not, and hands the answer out in batches. */
export class FindSource implements BatchSource {
  private sorter: Sorter<Hit> | undefined;
  private pending: Hit[] = [];
  private at = 0;
  private exhausted = false;
  private skip: number;
  private left: number;

  constructor(
    private readonly scan: Scan,
    private readonly options: FindOptions,
  ) {
    this.skip = options.skip;
    this.left = options.limit;
    if (!scan.plan.sorted) this.sorter = new Sorter(options.order, options.skip + options.limit);
  }

  get done(): boolean {
    return this.left <= 0 || (this.exhausted && this.at >= this.pending.length);
  }

  next(sink: Sink): true | Promise<true> {
    const step = (): true | undefined => {
      this.checkTime();
      if (sink.room === 0) return true;
      if (this.sorter) return this.fillSorter();
      if (this.at >= this.pending.length && !this.exhausted) {
        this.pending = this.scan.step(Math.min(this.skip + Math.min(sink.room, this.left), STEP), STEP);
        this.exhausted = this.scan.done;
        this.at = 0;
      }
      this.handOut(sink);
      return this.done || sink.room === 0 ? true : undefined;
    };
    return runSliced(step, () => this.scan.pause());
  }

  private handOut(sink: Sink): void {
    for (; this.at < this.pending.length && this.left > 0 && sink.room > 0; this.at++) {
      const { document, position } = this.pending[this.at]!;
      if (this.skip > 0) this.skip--;
      else if (sink.add(this.options.projection(document, position))) this.left--;
      else return;
    }
  }

  private fillSorter(): undefined {
    for (const hit of this.scan.step(STEP, STEP)) this.sorter!.add(hit);
    if (!this.scan.done) return;
    this.pending = this.sorter!.result();
    this.sorter = undefined;
    this.exhausted = true;
  }

  private checkTime(): void {
    const { deadline, isAlive } = this.options;
    if (deadline !== undefined && Date.now() > deadline) throw new CommandError(50, 'operation exceeded time limit');
    if (isAlive && !isAlive()) throw new CommandError(175, 'collection dropped while the cursor was open');
  }
}

/** Reads all matching documents through `visit`, in slices. */
export function forEachHit(scan: Scan, visit: (hit: Hit) => void): true | Promise<true> {
  const step = () => {
    scan.step(STEP, STEP).forEach(visit);
    return scan.done ? true : undefined;
  };
  return runSliced<true>(step, () => scan.pause());
}
