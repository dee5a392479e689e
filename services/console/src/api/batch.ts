/**
 * Collects what happens and hands it over together: soon after the first of it, then no more often than every `gapMs`.
 * A storm of events becomes a few refreshes.
 */
export class Batch<T> {
  private readonly waiting = new Set<T>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = -Infinity;

  constructor(
    private readonly handle: (items: ReadonlySet<T>) => void,
    private readonly soonMs: number,
    private readonly gapMs: number,
  ) {}

  add(item: T): void {
    this.waiting.add(item);
    this.timer ??= setTimeout(() => this.flush(), Math.max(this.soonMs, this.last + this.gapMs - Date.now()));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting.clear();
  }

  private flush(): void {
    this.timer = undefined;
    this.last = Date.now();
    const items = new Set(this.waiting);
    this.waiting.clear();
    this.handle(items);
  }
}
