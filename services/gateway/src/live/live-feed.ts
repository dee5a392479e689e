import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager, type ConsumerMessages } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import type { FastifyReply } from 'fastify';
import { Problem } from '@deskbeat/contracts';
import { connectBus, eventsStream } from '@deskbeat/messaging';
import type { Credit } from '../access/callers.js';
import { CredentialChanges } from '../access/credential-changes.js';
import { GatewayConfig } from '../gateway.config.js';
import { frameOf, isNews, passingFrame, type Frame } from './frame.js';
import { LiveClient, type Sees, type Veil } from './live-client.js';
import { LiveClients } from './live-clients.js';

/** Servers before 2.10 take one filter only; what is not about a ticket is left out here. */
const subjects = 'evt.>';
const beatMs = 15_000;

export interface Wanted {
  /** Only the events of this ticket. */
  ticketId?: string;
  /** Also what is meant for this person. */
  personId?: string;
  /** Asked before each frame, for those who do not see every ticket. */
  sees?: Sees;
  /** Each frame goes through it, for those who do not see every field. */
  veil?: Veil;
  /** Sequence of the last event that the client had. */
  lastEventId?: number;
  credit: Credit;
}

/** Ticket events for browsers: one reader of the stream for all clients, opened by the first of them. */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly logger = new Logger('live');
  private readonly clients = new LiveClients();
  private readonly heart = setInterval(() => this.clients.beat(Date.now()), beatMs).unref();
  private connecting?: Promise<NatsConnection>;
  private reading?: Promise<ConsumerMessages>;
  private closed = false;

  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    changes: CredentialChanges,
  ) {
    changes.tell((changed) => this.clients.changed(changed));
  }

  /** Clients that listen now. */
  get size(): number {
    return this.clients.size;
  }

  /**
   * Sends events to a client until either goes away; after `lastEventId` without a gap.
   * @throws Problem `overloaded` when too many listen, `service-unavailable` when the bus is away
   */
  async follow(reply: FastifyReply, { lastEventId, credit, ...wanted }: Wanted): Promise<void> {
    if (this.closed || this.clients.size >= this.config.MAX_LIVE_CLIENTS) throw new Problem('overloaded');
    const client = new LiveClient(reply.raw, credit, wanted);
    reply.raw.once('close', () => this.clients.remove(client));
    this.clients.add(client);
    try {
      await this.open();
    } catch (error) {
      this.clients.remove(client);
      throw Object.assign(new Problem('service-unavailable'), { cause: error });
    }
    if (!client.isOpen) return;
    reply.hijack();
    client.begin(reply.getHeaders());
    await this.resume(client, lastEventId);
  }

  /** Tells whoever listens now; nobody is told later. */
  tell(about: Pick<Frame, 'ticketId' | 'personId'>, name: string, data: object): void {
    if (this.clients.size === 0) return;
    this.clients.offer(passingFrame(about, name, data));
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearInterval(this.heart);
    this.clients.endAll();
    const connection = await this.connecting?.catch(() => undefined);
    await connection?.close().catch(() => undefined);
  }

  private connection(): Promise<NatsConnection> {
    this.connecting ??= connectBus(this.config.NATS_URL, 'gateway-live');
    return this.connecting;
  }

  private async open(): Promise<void> {
    this.reading ??= this.read();
    try {
      await this.reading;
    } catch (error) {
      this.reading = undefined;
      throw error;
    }
  }

  private async read(): Promise<ConsumerMessages> {
    const { last } = await this.bounds();
    const messages = await this.messagesFrom(last + 1);
    void this.fanOut(messages);
    void this.watch(messages);
    return messages;
  }

  private async bounds(): Promise<{ first: number; last: number }> {
    const manager = await jetstreamManager(await this.connection(), { timeout: 3_000 });
    const { state } = await manager.streams.info(eventsStream);
    return { first: state.first_seq, last: state.last_seq };
  }

  private async messagesFrom(seq: number): Promise<ConsumerMessages> {
    const options = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: seq, filter_subjects: subjects };
    const consumer = await jetstream(await this.connection()).consumers.get(eventsStream, options);
    return consumer.consume({ max_messages: 200 });
  }

  private async fanOut(messages: ConsumerMessages): Promise<void> {
    try {
      for await (const message of messages) {
        if (this.clients.size === 0 || !isNews(message)) continue;
        this.clients.offer(frameOf(message));
      }
    } catch (error) {
      this.logger.warn(`the feed stopped: ${String(error)}`);
    }
    // Whoever listened comes back with the last event that it had.
    this.reading = undefined;
    this.clients.endAll();
  }

  /** A stream that is gone does not end the iterator. */
  private async watch(messages: ConsumerMessages): Promise<void> {
    for await (const { type } of messages.status()) {
      if (type === 'stream_not_found') return messages.stop();
    }
  }

  /** Sends what came after `lastEventId` as fast as the client reads, then what has come meanwhile. */
  private async resume(client: LiveClient, lastEventId: number | undefined): Promise<void> {
    try {
      if (lastEventId !== undefined) await this.catchUp(client, lastEventId);
      client.release();
    } catch (error) {
      this.logger.warn(`a client could not resume: ${String(error)}`);
      client.drop();
    }
  }

  private async catchUp(client: LiveClient, lastEventId: number): Promise<void> {
    const { first, last } = await this.bounds();
    if (lastEventId > last || lastEventId + 1 < first) return client.missed();
    client.continueAfter(lastEventId);
    if (lastEventId < last) await this.replay(client, lastEventId + 1);
  }

  private async replay(client: LiveClient, from: number): Promise<void> {
    const manager = await jetstreamManager(await this.connection());
    const { name, num_pending: pending } = await manager.consumers.add(eventsStream, {
      ack_policy: AckPolicy.None,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: from,
      filter_subject: subjects,
      mem_storage: true,
      inactive_threshold: nanos(60_000),
    });
    const consumer = await jetstream(await this.connection()).consumers.get(eventsStream, name);
    try {
      for (let left = pending; left > 0 && client.isOpen;) {
        await client.room();
        const batch = await consumer.fetch({ max_messages: Math.min(left, 100), expires: 5_000 });
        let read = 0;
        for await (const message of batch) {
          if (isNews(message)) client.send(frameOf(message));
          read++;
        }
        if (read === 0) throw new Error('the stream did not give what it promised');
        left -= read;
      }
    } finally {
      await consumer.delete().catch(() => undefined);
    }
  }
}
