import { isOutage } from '@deskbeat/messaging';

export interface BatchOptions {
  /** How long the first item waits for others, in milliseconds. */
  delayMs: number;
  /** Number of items that do not wait for more. */
  maxItems: number;
}

interface Entry<T> {
  item: T;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers items for a few milliseconds and writes them together, one write at a time; what comes during a write
 * waits for the next one. A bad item does not take the others along: after a refusal each is written by itself.
 */
export class Batch<T> {
  private gathered: Entry<T>[] = [];
  private timer?: NodeJS.Timeout;
  private writing = false;

  constructor(
    private readonly write: (items: T[]) => Promise<void>,
    private readonly options: BatchOptions,
  ) {}

  /** Resolves when the item is written, rejects when it is not. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.gathered.push({ item, resolve, reject });
      if (this.gathered.length >= this.options.maxItems) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), this.options.delayMs);
    });
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.writing || this.gathered.length === 0) return;
    const entries = this.gathered;
    this.gathered = [];
    this.writing = true;
    void this.settle(entries).finally(() => {
      this.writing = false;
      if (this.timer === undefined) this.flush();
    });
  }

  private async settle(entries: Entry<T>[]): Promise<void> {
    try {
      await this.write(entries.map(({ item }) => item));
      for (const { resolve } of entries) resolve();
    } catch (error) {
      if (entries.length === 1 || isOutage(error)) for (const { reject } of entries) reject(error);
      else for (const entry of entries) await this.settle([entry]);
    }
  }
}
