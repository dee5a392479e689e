import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { Event, SignalContract } from '@deskbeat/contracts';
import { connectBus } from './connection.js';
import { ensureStreams } from './streams.js';

/** Carries the event's id when it is published again on purpose. */
export const republishedHeader = 'Deskbeat-Republished';

/** Publishes events to JetStream; the event's id is the message id, so the same event is stored once. */
@Injectable()
export class EventPublisher implements OnApplicationShutdown {
  private connection?: NatsConnection;
  private js?: JetStreamClient;

  constructor(
    private readonly url: string,
    private readonly service: string,
  ) {}

  async connect(): Promise<void> {
    this.connection = await connectBus(this.url, `${this.service}-publisher`);
    await ensureStreams(this.connection);
    this.js = jetstream(this.connection, { timeout: 5_000 });
  }

  /** Round trip to the server; rejects when it is away. */
  async ping(): Promise<void> {
    await this.connection?.flush();
  }

  /**
   * Resolves when the stream has it.
   * @param traceparent of the request that caused the event
   * @param again publishes even if the stream remembers the id: for rebuilding a lost stream
   */
  async publish(event: Event, traceparent?: string, again = false): Promise<void> {
    const carried = headers();
    if (traceparent) carried.set('traceparent', traceparent);
    const msgID = again ? undefined : event.id;
    if (again) carried.set(republishedHeader, event.id);
    await this.js!.publish(event.subject, JSON.stringify(event), { headers: carried, msgID });
  }

  /** Tells whoever listens just now; nobody hears it later. */
  signal<T extends object>({ subject }: SignalContract<T>, data: T): void {
    this.connection!.publish(subject, JSON.stringify(data));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection?.drain().catch(() => undefined);
  }
}
