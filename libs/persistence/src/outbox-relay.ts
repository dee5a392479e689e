import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Collection, Filter, OptionalUnlessRequiredId } from 'mongodb';
import type { EventPublisher } from '@deskbeat/messaging';
import { journalled, published, type AggregateDocument, type JournalEntry, type StoredEvent } from './aggregate.js';
import { onlyDuplicates } from './duplicate-key.js';
import { OutboxClearing } from './outbox-clearing.js';
import { RecentIds } from './recent-ids.js';

const batchSize = 200;
const sweepEveryMs = 2_000;
/** Events younger than this are on their way already. */
const sweepAgeMs = 3_000;
/** Nobody waits for the journal, so its writes gather for a moment. */
const settleAfterMs = 20;
const retryAfterMs = 1_000;

/**
 * Publishes the events in outboxes at once, then writes them to the journal. Those are settled: the next write of the
 * aggregate leaves them out, or one for that alone when none comes soon.
 */
export class OutboxRelay<D extends AggregateDocument> {
  private readonly logger: Logger;
  /** Newest known state of each aggregate with unsent events: its outbox holds all of them. */
  private readonly waiting = new Map<string, D>();
  /** The same for those whose events are published and not yet in the journal. */
  private readonly sent = new Map<string, D>();
  private readonly sentIds = new RecentIds();
  private readonly clearing: OutboxClearing<D>;
  private publishing?: Promise<void>;
  private settling?: Promise<void>;
  private timer?: NodeJS.Timeout;
  private closing = false;

  constructor(
    entity: string,
    private readonly documents: Collection<D>,
    private readonly journal: Collection<JournalEntry>,
    private readonly publisher: EventPublisher,
  ) {
    this.logger = new Logger(`outbox ${entity}`);
    this.clearing = new OutboxClearing(documents, (error) => this.logger.warn(`left for a sweep: ${String(error)}`));
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

  /** Ends after what is at work; the rest is in the outboxes. */
  async stop(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.publishing;
    await this.settling;
    await this.clearing.stop();
  }

  /** Whether an event is published and in the journal, as far as this process knows. */
  isSettled(event: StoredEvent): boolean {
    return this.clearing.isSettled(event);
  }

  /** Call after a write with the document as it was written. */
  offer(document: D): void {
    this.clearing.overtake(document);
    if (!document.outbox?.length) return;
    keepNewest(this.waiting, document);
    this.publishSoon();
  }

  private publishSoon(): void {
    this.publishing ??= inATurn()
      .then(() => this.publishAll())
      .finally(() => {
        this.publishing = undefined;
        if (this.waiting.size > 0 && !this.closing) this.publishSoon();
      });
  }

  private async sweep(): Promise<void> {
    const before = new Date(Date.now() - sweepAgeMs);
    const left = await this.documents
      .find({ 'outbox.at': { $lte: before } } as unknown as Filter<D>)
      .sort({ 'outbox.at': 1 })
      .limit(1_000)
      .toArray();
    for (const document of left) this.offer(document as D);
  }

  private async publishAll(): Promise<void> {
    while (this.waiting.size > 0 && !this.closing) {
      const batch = [...this.waiting.values()].slice(0, batchSize);
      const outcomes = await Promise.allSettled(batch.map((document) => this.publish(document)));
      const done = batch.filter((_, index) => outcomes[index]!.status === 'fulfilled');
      for (const document of done) {
        if (this.waiting.get(document._id) === document) this.waiting.delete(document._id);
        keepNewest(this.sent, document);
      }
      if (done.length > 0) this.settleSoon();
      const failure = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failure) {
        this.logger.warn(`will be tried again: ${String(failure.reason)}`);
        await delay(retryAfterMs, undefined, { ref: false });
      }
    }
  }

  private async publish({ _id, outbox }: D): Promise<void> {
    const events = outbox!.filter(({ id }) => !this.sentIds.has(id));
    await Promise.all(events.map((event) => this.publisher.publish(published(_id, event), event.traceparent)));
    for (const { id } of events) this.sentIds.add(id);
  }

  private settleSoon(): void {
    this.settling ??= delay(this.closing ? 0 : settleAfterMs)
      .then(() => this.settleAll())
      .catch((error: unknown) => this.logger.warn(`left for the next sweep: ${String(error)}`))
      .finally(() => {
        this.settling = undefined;
        if (this.sent.size > 0 && !this.closing) this.settleSoon();
      });
  }

  private async settleAll(): Promise<void> {
    while (this.sent.size > 0) {
      const batch = [...this.sent.values()].slice(0, batchSize);
      for (const { _id } of batch) this.sent.delete(_id);
      await this.append(batch);
      this.clearing.settle(batch);
    }
  }

  private async append(batch: D[]): Promise<void> {
    const entries = batch.flatMap(({ _id, outbox }) =>
      outbox!.filter((event) => !this.isSettled(event)).map((event) => journalled(_id, event)),
    );
    if (entries.length === 0) return;
    try {
      await this.journal.insertMany(entries as OptionalUnlessRequiredId<JournalEntry>[], { ordered: false });
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
    }
  }
}

const inATurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function keepNewest<D extends AggregateDocument>(known: Map<string, D>, document: D): void {
  const other = known.get(document._id);
  if (!other || other.version < document.version) known.set(document._id, document);
}
