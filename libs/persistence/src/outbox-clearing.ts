import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import type { AggregateDocument, StoredEvent } from './aggregate.js';
import { RecentIds } from './recent-ids.js';

/** Most aggregates change again soon, and leave their settled events out then: the others are written for it. */
const clearAfterMs = 1_000;
const lookEveryMs = 250;
const together = 200;

/** Takes events out of outboxes that are settled: published, and in the journal. */
export class OutboxClearing<D extends AggregateDocument> {
  private readonly settledIds = new RecentIds();
  /** Aggregates as they were when all of their events were settled, longest ago first. */
  private readonly settled = new Map<string, { document: D; since: number }>();
  private clearing?: Promise<void>;
  private timer?: NodeJS.Timeout;
  private closing = false;

  constructor(
    private readonly documents: Collection<D>,
    private readonly warn: (error: unknown) => void,
  ) {}

  /** Clears what is left. */
  async stop(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.clearing;
    await this.clear(Infinity).catch(this.warn);
  }

  isSettled({ id }: StoredEvent): boolean {
    return this.settledIds.has(id);
  }

  /** Call when all events of these are in the journal. */
  settle(batch: readonly D[]): void {
    const since = Date.now();
    for (const document of batch) {
      for (const { id } of document.outbox!) this.settledIds.add(id);
      this.settled.delete(document._id);
      this.settled.set(document._id, { document, since });
    }
    this.lookSoon();
  }

  /** Call with what was written: an older state needs no clearing any more. */
  overtake({ _id, version }: D): void {
    const known = this.settled.get(_id);
    if (known && known.document.version < version) this.settled.delete(_id);
  }

  private lookSoon(): void {
    if (this.timer || this.closing || this.settled.size === 0) return;
    this.timer = setTimeout(() => {
      this.clearing = this.clear(Date.now() - clearAfterMs)
        .catch(this.warn)
        .finally(() => {
          this.timer = undefined;
          this.lookSoon();
        });
    }, lookEveryMs).unref();
  }

  private async clear(before: number): Promise<void> {
    const due: D[] = [];
    for (const [id, { document, since }] of this.settled) {
      if (since > before) break;
      this.settled.delete(id);
      due.push(document);
    }
    for (let at = 0; at < due.length; at += together) await this.write(due.slice(at, at + together));
  }

  /** A newer version has its own turn, and its outbox holds what was left here as well. */
  private async write(batch: readonly D[]): Promise<void> {
    const updates = batch.map(({ _id, version }) => ({
      updateOne: { filter: { _id, version }, update: { $unset: { outbox: 1 } } },
    }));
    await this.documents.bulkWrite(updates as unknown as AnyBulkWriteOperation<D>[], { ordered: false });
  }
}
