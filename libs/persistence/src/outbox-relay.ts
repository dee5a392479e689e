import { Logger } from '@nestjs/common';
import type { AnyBulkWriteOperation, Collection, Filter, OptionalUnlessRequiredId } from 'mongodb';
import type { EventPublisher } from '@deskbeat/messaging';
import { journalled, published, type AggregateDocument, type JournalEntry, type StoredEvent } from './aggregate.js';
import { onlyDuplicates } from './duplicate-key.js';

const batchSize = 200;
const sweepEveryMs = 2_000;
/** Events younger than this are on their way already. */
const sweepAgeMs = 3_000;
const remembered = 20_000;

/** Publishes the events in outboxes, writes them to the journal, and then takes them out of the outbox. */
export class OutboxRelay<D extends AggregateDocument> {
  private readonly logger: Logger;
  /** Newest known state of each aggregate with unsent events: its outbox holds all of them. */
  private waiting = new Map<string, D>();
  private readonly sent = new Set<string>();
  private working?: Promise<void>;
  private timer?: NodeJS.Timeout;
  private closing = false;

  constructor(
    entity: string,
    private readonly documents: Collection<D>,
    private readonly journal: Collection<JournalEntry>,
    private readonly publisher: EventPublisher,
  ) {
    this.logger = new Logger(`outbox ${entity}`);
  }

  /** Aggregates whose events are not published yet, as far as this process knows. */
  get backlog(): number {
    return this.waiting.size;
  }

  /** Starts looking for events that another process left behind. */
  start(): void {
    const sweep = async (): Promise<void> => {
      await this.sweep().catch((error: unknown) => this.logger.warn(`sweep: ${String(error)}`));
      if (!this.closing) this.timer = setTimeout(() => void sweep(), sweepEveryMs).unref();
    };
    void sweep();
  }

  async stop(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.working;
  }

  /** Call after a write with the document as it was written. */
  offer(document: D): void {
    if (!document.outbox?.length) return;
    const known = this.waiting.get(document._id);
    if (!known || known.version < document.version) this.waiting.set(document._id, document);
    this.kick();
  }

  private kick(): void {
    if (this.waiting.size === 0) return;
    this.working ??= new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => this.drain())
      .catch((error: unknown) => this.logger.warn(`left for the next sweep: ${String(error)}`))
      .finally(() => (this.working = undefined));
  }

  private async sweep(): Promise<void> {
    const before = new Date(Date.now() - sweepAgeMs);
    const left = await this.documents
      .find({ 'outbox.at': { $lte: before } } as unknown as Filter<D>)
      .sort({ 'outbox.at': 1 })
      .limit(1_000)
      .toArray();
    for (const document of left) this.offer(document as D);
    this.kick();
  }

  private async drain(): Promise<void> {
    while (this.waiting.size > 0) {
      const batch = [...this.waiting.values()].slice(0, batchSize);
      for (const { _id } of batch) this.waiting.delete(_id);
      await this.relay(batch);
    }
  }

  private async relay(batch: D[]): Promise<void> {
    const outcomes = await Promise.allSettled(batch.map((document) => this.publish(document)));
    const done = batch.filter((_, index) => outcomes[index]!.status === 'fulfilled');
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (done.length > 0) {
      await this.append(done);
      await this.clear(done);
    }
    if (failure) throw failure.reason;
  }

  private async publish({ _id, outbox }: D): Promise<void> {
    const events = outbox!.filter(({ id }) => !this.sent.has(id));
    await Promise.all(events.map((event) => this.publisher.publish(published(_id, event), event.traceparent)));
    for (const { id } of events) this.remember(id);
  }

  private remember(id: string): void {
    this.sent.add(id);
    if (this.sent.size > remembered) this.sent.delete(this.sent.values().next().value!);
  }

  private async append(batch: D[]): Promise<void> {
    const entries = batch.flatMap(({ _id, outbox }) => outbox!.map((event: StoredEvent) => journalled(_id, event)));
    try {
      await this.journal.insertMany(entries as OptionalUnlessRequiredId<JournalEntry>[], { ordered: false });
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
    }
  }

  /** A newer version has its own offer, whose outbox holds what was left here as well. */
  private async clear(batch: D[]): Promise<void> {
    const updates = batch.map(({ _id, version }) => ({
      updateOne: { filter: { _id, version }, update: { $unset: { outbox: 1 } } },
    }));
    await this.documents.bulkWrite(updates as unknown as AnyBulkWriteOperation<D>[], { ordered: false });
  }
}
