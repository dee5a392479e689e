import type { Collection } from 'mongodb';
import type { EventPublisher } from '@deskbeat/messaging';
import { published, type AggregateDocument, type JournalEntry, type StoredEvent } from './aggregate.js';

/** The events of all aggregates of one kind, for good. */
export class Journal {
  constructor(
    private readonly entries: Collection<JournalEntry>,
    private readonly documents: Collection<AggregateDocument>,
    private readonly publisher: EventPublisher,
  ) {}

  /** Entries of one aggregate after a version, oldest first. */
  async of(aggregateId: string, afterVersion: number, limit: number): Promise<JournalEntry[]> {
    return this.entries
      .find({ aggregateId, version: { $gt: afterVersion } })
      .sort({ aggregateId: 1, version: 1 })
      .limit(limit)
      .toArray();
  }

  /** Some entries of one aggregate, in no order. */
  async some(aggregateId: string, versions: readonly number[]): Promise<JournalEntry[]> {
    if (versions.length === 0) return [];
    return this.entries.find({ aggregateId, version: { $in: [...versions] } }).toArray();
  }

  /**
   * Publishes again what was recorded since an instant, oldest first and each aggregate in the order of its versions:
   * rebuilds a lost or restored stream.
   * @returns how many events were published
   */
  async republish(since: Date): Promise<number> {
    let count = 0;
    let batch: Promise<void>[] = [];
    for await (const [aggregateId, event] of this.recorded(since)) {
      batch.push(this.publisher.publish(published(aggregateId, event), event.traceparent, true));
      count++;
      if (batch.length === 100) {
        await Promise.all(batch);
        batch = [];
      }
    }
    await Promise.all(batch);
    return count;
  }

  /** What leaves an outbox is in the journal by then: read in this order, no event is missed. */
  private async *recorded(since: Date): AsyncGenerator<[string, StoredEvent]> {
    const unsettled = await this.documents.find({ 'outbox.at': { $gte: since } }).toArray();
    const entries = this.entries.find({ at: { $gte: since } }).sort({ at: 1, version: 1 });
    for await (const { _id, aggregateId, ...event } of entries) {
      yield [aggregateId, { id: _id, ...event }];
    }
    for (const { _id, outbox = [] } of unsettled) for (const event of outbox) yield [_id, event];
  }
}
