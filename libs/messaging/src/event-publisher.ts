import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { headers, RequestError, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { Event, SignalContract } from '@deskbeat/contracts';
import { Answers } from './answers.js';
import { busConnection, connectBus } from './connection.js';
import { ensureStreams } from './streams.js';

/** Carries the event's id when it is published again on purpose. */
export const republishedHeader = 'Deskbeat-Republished';

/** The stream keeps one message of each id. */
const messageIdHeader = 'Nats-Msg-Id';

/** Publishes events to JetStream; the event's id is the message id, so the same event is stored once. */
@Injectable()
export class EventPublisher implements OnApplicationShutdown {
  private connection?: NatsConnection;
  private answers?: Answers;

  constructor(
    private readonly url: string,
    private readonly service: string,
  ) {}

  async connect(): Promise<void> {
    this.connection = await connectBus(this.url, `${this.service}-publisher`);
    await ensureStreams(this.connection);
    this.answers = new Answers(this.connection, busConnection(this.url, this.service).inboxPrefix);
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
    carried.set(again ? republishedHeader : messageIdHeader, event.id);
    const bytes = JSON.stringify(event);
    const send = (reply: string): void => this.connection!.publish(event.subject, bytes, { headers: carried, reply });
    const failure = failureIn(await this.answers!.of(send));
    if (failure !== undefined) throw new RequestError(failure);
  }

  /** Tells whoever listens just now; nobody hears it later. */
  signal<T extends object>({ subject }: SignalContract<T>, data: T): void {
    this.connection!.publish(subject, JSON.stringify(data));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection?.drain().catch(() => undefined);
    this.answers?.close();
  }
}

/** A server that takes a message says `{"stream":"EVENTS", "seq":7}`, one that does not `{"error":{…},…}`. */
function failureIn({ data, headers }: Msg): string | undefined {
  if (data.length === 0) return headers?.code === 503 ? 'no stream takes it' : 'an empty answer';
  const answer = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8');
  return answer.startsWith('{"stream":') ? undefined : answer.slice(0, 300);
}
