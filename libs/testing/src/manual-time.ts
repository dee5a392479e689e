/** Stands in for a service's `Time`: it stands until it is moved. Two services may share it. */
export class ManualTime {
  private readonly timers = new Set<{ at: number; run: () => void }>();

  readonly spread = 0;

  constructor(private instant: number) {}

  now(): number {
    return this.instant;
  }

  in(ms: number, run: () => void): () => void {
    if (ms <= 0) {
      const immediate = setImmediate(run);
      return () => clearImmediate(immediate);
    }
    const timer = { at: this.instant + ms, run };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  moveTo(instant: number): void {
    this.instant = instant;
    for (const timer of [...this.timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > instant || !this.timers.delete(timer)) continue;
      timer.run();
    }
  }
}
