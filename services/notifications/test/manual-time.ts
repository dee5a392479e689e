import { Time } from '../src/time.js';

/** Time that stands until it is moved; two services may share it. */
export class ManualTime extends Time {
  private readonly timers = new Set<{ at: number; run: () => void }>();

  constructor(private instant: number) {
    super();
  }

  override get spread(): number {
    return 0;
  }

  override now(): number {
    return this.instant;
  }

  override in(ms: number, run: () => void): () => void {
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
