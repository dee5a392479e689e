import type { Collection } from 'mongodb';
import type { EventPublisher } from '@deskbeat/messaging';
import { published, type JournalEntry } from './aggregate.js';

/** The events of all aggregates of one kind, for good. */
export class Journal {
  constructor(
    private readonly entries: Collection<JournalEntry>,
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

  async at(aggregateId: string, version: number): Promise<JournalEntry | undefined> {
    return (await this.entries.findOne({ aggregateId, version })) ?? undefined;
  }

  /**
   * Publishes again what was recorded since an instant, oldest first: rebuilds a lost or restored stream.
   * @returns how many events were published
   */
  async republish(since: Date): Promise<number> {
    let count = 0;
    let batch: Promise<void>[] = [];
    for await (const { _id, aggregateId, ...event } of this.entries.find({ at: { $gte: since } }).sort({ at: 1 })) {
      batch.push(this.publisher.publish(published(aggregateId, { id: _id, ...event }), event.traceparent, true));
      count++;
      if (batch.length === 100) {
        await Promise.all(batch);
        batch = [];
      }
    }
    await Promise.all(batch);
    return count;
  }
}
