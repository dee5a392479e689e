import { isOutage } from '@deskbeat/messaging';

/**
 * Gathers what is asked for at the same time and does it together. While nothing is at work an item goes at once, so a
 * lone item never waits; while something is, the next ones gather and go together.
 */
export class Gather<I, O> {
  private gathered: { item: I; key?: string; resolve: (output: O) => void; reject: (error: unknown) => void }[] = [];
  private working = false;

  /**
   * @param together does a batch of items with distinct keys and gives an output for each, in their order; when it
   * rejects for another reason than an outage, each item is done by itself, so that a bad one fails alone
   */
  constructor(
    private readonly together: (items: I[]) => Promise<readonly O[]>,
    private readonly maxItems = 100,
  ) {}

  /** Items with the same key are done one after the other. */
  add(item: I, key?: string): Promise<O> {
    return new Promise<O>((resolve, reject) => {
      this.gathered.push({ item, key, resolve, reject });
      if (!this.working) {
        this.working = true;
        setImmediate(() => void this.work());
      }
    });
  }

  private async work(): Promise<void> {
    while (this.gathered.length > 0) {
      await this.settle(this.nextBatch());
    }
    this.working = false;
  }

  private async settle(batch: typeof this.gathered): Promise<void> {
    try {
      const outputs = await this.together(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(outputs[index]!));
    } catch (error) {
      if (batch.length === 1 || isOutage(error)) for (const { reject } of batch) reject(error);
      else for (const entry of batch) await this.settle([entry]);
    }
  }

  private nextBatch(): typeof this.gathered {
    const keys = new Set<string>();
    const later: typeof this.gathered = [];
    const batch: typeof this.gathered = [];
    for (const entry of this.gathered) {
      const { key } = entry;
      if (batch.length >= this.maxItems || (key !== undefined && keys.has(key))) later.push(entry);
      else {
        if (key !== undefined) keys.add(key);
        batch.push(entry);
      }
    }
    this.gathered = later;
    return batch;
  }
}
