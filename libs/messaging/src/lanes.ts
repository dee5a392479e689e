/**
 * What became of one message of a lane; `retryMs` says after which delay it comes again. `passable`: younger ones may
 * pass it meanwhile, because one of them may be what it waits for.
 */
export type LaneOutcome = { settled: true } | { settled: false; retryMs: number; passable?: boolean };

interface Lane {
  tail: Promise<void>;
  waiting: number;
  /** A message that failed and comes again: nothing younger may pass it until then. */
  held?: { sequence: number; retryMs: number; until: number };
}

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
   * Call after `room()`. `handle` processes the message, `postpone` puts one back that must wait for an older one.
   * Resolves when either is done.
   */
  async run(
    key: string,
    sequence: number,
    handle: () => Promise<LaneOutcome>,
    postpone: (delayMs: number) => void,
  ): Promise<void> {
    const lane = this.lanes.get(key) ?? { tail: Promise.resolve(), waiting: 0 };
    this.lanes.set(key, lane);
    lane.waiting++;
    const turn = lane.tail.then(async () => {
      const held = this.holding(lane);
      if (held && sequence > held.sequence) return postpone(held.retryMs);
      const outcome = await handle();
      if (!outcome.settled && outcome.passable) return;
      if (!outcome.settled) {
        lane.held = { sequence, retryMs: outcome.retryMs, until: this.now() + 2 * outcome.retryMs + 30_000 };
      } else if (lane.held && sequence >= lane.held.sequence) {
        lane.held = undefined;
      }
    });
    lane.tail = turn.catch(() => undefined);
    try {
      await turn;
    } finally {
      lane.waiting--;
      if (lane.waiting === 0 && !this.holding(lane)) this.lanes.delete(key);
      this.release();
    }
  }

  /** Another replica may have finished the message, so a hold ends by itself. */
  private holding(lane: Lane): Lane['held'] {
    if (lane.held && lane.held.until < this.now()) lane.held = undefined;
    return lane.held;
  }

  private release(): void {
    this.active--;
    while (this.queue.length > 0 && this.active < Math.max(1, this.concurrency())) {
      this.active++;
      this.queue.shift()!();
    }
  }
}
