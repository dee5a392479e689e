/**
 * What became of one message of a lane; `retryMs` says after which delay it comes again. `passable`: younger ones may
 * pass it meanwhile, because one of them may be what it waits for.
 */
export type LaneOutcome = { settled: true } | { settled: false; retryMs: number; passable?: boolean };

/** A message that comes again: it failed, or was put back behind an older one. */
interface Awaited {
  due: number;
  /** When nothing waits for it any more: another replica may have finished it. */
  until: number;
  putBack: number;
}

interface Lane {
  tail: Promise<void>;
  waiting: number;
  /** By sequence. Nothing passes the oldest of them. */
  awaited: Map<number, Awaited>;
}

/** What was put back comes this long after what it waits for, in milliseconds. */
const behindMs = 50;
/** How long past its time something that was put back is waited for, in milliseconds. */
const patienceMs = 1_000;

/**
 * Runs messages of one aggregate one after the other in stream order, those of different aggregates side by side, and
 * never more than `concurrency` at once.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly queue: (() => void)[] = [];
  private active = 0;

  /** @param concurrency how many messages may be at work now; looked at whenever one ends or comes */
  constructor(
    private readonly concurrency: () => number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Resolves when there is room for one more message. */
  async room(): Promise<void> {
    if (this.active < this.concurrency()) this.active++;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
  }

  /**
   * Call after `room()`. `handle` processes the message and is told how often this lane put it back; `postpone` puts
   * one back that must wait for an older one. Resolves when either is done.
   */
  async run(
    key: string,
    sequence: number,
    handle: (putBack: number) => Promise<LaneOutcome>,
    postpone: (delayMs: number) => void,
  ): Promise<void> {
    const lane = this.lanes.get(key) ?? { tail: Promise.resolve(), waiting: 0, awaited: new Map() };
    this.lanes.set(key, lane);
    lane.waiting++;
    const turn = lane.tail.then(() => this.take(lane, sequence, handle, postpone));
    lane.tail = turn.catch(() => undefined);
    try {
      await turn;
    } finally {
      lane.waiting--;
      if (lane.waiting === 0 && this.oldest(lane) === undefined) this.lanes.delete(key);
      this.release();
    }
  }

  private async take(
    lane: Lane,
    sequence: number,
    handle: (putBack: number) => Promise<LaneOutcome>,
    postpone: (delayMs: number) => void,
  ): Promise<void> {
    const oldest = this.oldest(lane);
    const putBack = lane.awaited.get(sequence)?.putBack ?? 0;
    if (oldest !== undefined && oldest < sequence) {
      const due = Math.max(this.now(), lane.awaited.get(oldest)!.due) + behindMs;
      lane.awaited.set(sequence, { due, until: due + patienceMs, putBack: putBack + 1 });
      return postpone(due - this.now());
    }
    const outcome = await handle(putBack);
    lane.awaited.delete(sequence);
    if (outcome.settled || outcome.passable) return;
    const due = this.now() + outcome.retryMs;
    lane.awaited.set(sequence, { due, until: due + outcome.retryMs + 30_000, putBack });
  }

  /** The sequence of the oldest message that comes again. */
  private oldest({ awaited }: Lane): number | undefined {
    let oldest: number | undefined;
    for (const [sequence, { until }] of awaited) {
      if (until < this.now()) awaited.delete(sequence);
      else if (oldest === undefined || sequence < oldest) oldest = sequence;
    }
    return oldest;
  }

  private release(): void {
    this.active--;
    while (this.queue.length > 0 && this.active < Math.max(1, this.concurrency())) {
      this.active++;
      this.queue.shift()!();
    }
  }
}
