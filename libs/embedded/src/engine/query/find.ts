import { CommandError } from '../errors.js';
import type { BatchSource, Sink } from '../commands/cursors.js';
import { runSliced } from '../server/slices.js';
import type { Projection } from './project.js';
import { keep, STEP, type Hit, type Scan } from './scan.js';
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
  /** What could not be handed out yet, the next one last. */
  private pending: Hit[] = [];
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
    return this.left <= 0 || (this.scan.done && !this.sorter && this.pending.length === 0);
  }

  next(sink: Sink): true | Promise<true> {
    const step = (): true | undefined => {
      this.checkTime();
      if (sink.room === 0) return true;
      if (this.sorter) return this.fillSorter();
      while (this.pending.length > 0 && !this.complete(sink) && this.handOut(this.pending.at(-1)!, sink)) {
        this.pending.pop();
      }
      if (this.pending.length === 0 && !this.scan.done) this.handOutNext(sink);
      return this.complete(sink) ? true : undefined;
    };
    return runSliced(step, () => this.scan.pause());
  }

  private complete(sink: Sink): boolean {
    return this.done || sink.room === 0;
  }

  /** False when the sink has no room for it. */
  private handOut({ document, position }: Hit, sink: Sink): boolean {
    if (this.skip > 0) this.skip--;
    else if (!sink.add(this.options.projection(document, position))) return false;
    else this.left--;
    return true;
  }

  /** Straight from the scan; what the sink does not take waits. */
  private handOutNext(sink: Sink): void {
    this.scan.visit(Math.min(this.skip + Math.min(sink.room, this.left), STEP), STEP, (hit) => {
      if (this.pending.length > 0 || !this.handOut(hit, sink)) this.pending.push(keep(hit));
    });
    this.pending.reverse();
  }

  private fillSorter(): undefined {
    this.scan.visit(STEP, STEP, (hit) => this.sorter!.add(keep(hit)));
    if (!this.scan.done) return;
    this.pending = this.sorter!.result().reverse();
    this.sorter = undefined;
  }

  private checkTime(): void {
    const { deadline, isAlive } = this.options;
    if (deadline !== undefined && Date.now() > deadline) throw new CommandError(50, 'operation exceeded time limit');
    if (isAlive && !isAlive()) throw new CommandError(175, 'collection dropped while the cursor was open');
  }
}

/** Reads all matching documents through `visit`, in slices; each is there during its visit only. */
export function forEachHit(scan: Scan, visit: (hit: Hit) => void): true | Promise<true> {
  const step = () => {
    scan.visit(STEP, STEP, visit);
    return scan.done ? true : undefined;
  };
  return runSliced<true>(step, () => scan.pause());
}
