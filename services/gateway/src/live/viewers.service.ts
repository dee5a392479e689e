import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { Problem, ticketSeen, TicketSighting, validated, type Actor, type SeeTicket } from '@deskbeat/contracts';
import type { TicketViewers } from '@deskbeat/contracts';
import { connectBus } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';
import { GatewayConfig } from '../gateway.config.js';
import { LiveFeed } from './live-feed.js';
import { Viewers } from './viewers.js';

const lookEveryMs = 5_000;

/** Tells who has a ticket open and who writes, through whichever gateway they come. Kept in memory only. */
@Injectable()
export class ViewersService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('viewers');
  private readonly viewers = new Viewers();
  private connection?: NatsConnection;
  private stopLooking?: () => void;

  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly feed: LiveFeed,
    private readonly time: Time,
  ) {}

  async onModuleInit(): Promise<void> {
    this.connection = await connectBus(this.config.NATS_URL, 'gateway-viewers');
    this.connection.subscribe(ticketSeen.subject, {
      callback: (_error, message) => this.hear(() => message.json()),
    });
    this.look();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopLooking?.();
    await this.connection?.close();
  }

  /** @returns who has the ticket open, the one who asks among them */
  see(asked: SeeTicket, { kind, id, name }: Actor): TicketViewers {
    if (kind !== 'person') throw new Problem('malformed-request', { detail: 'only people look at tickets' });
    const sighting = validated(TicketSighting, { ...asked, personId: id, ...(name && { name }) });
    this.connection!.publish(ticketSeen.subject, JSON.stringify(sighting));
    this.note(sighting);
    return this.of(asked.ticketId);
  }

  of(ticketId: string): TicketViewers {
    return { ticketId, viewers: this.viewers.of(ticketId) };
  }

  private hear(read: () => unknown): void {
    try {
      this.note(validated(TicketSighting, read()));
    } catch (error) {
      this.logger.warn(`not understood: ${String(error)}`);
    }
  }

  /** Its own sightings come back over the bus and are no difference then. */
  private note(sighting: TicketSighting): void {
    if (this.viewers.hear(sighting, this.time.now())) this.tell(sighting.ticketId);
  }

  private tell(ticketId: string): void {
    this.feed.tell(ticketId, 'ticket.viewers', this.of(ticketId));
  }

  private look(): void {
    for (const ticketId of this.viewers.expire(this.time.now())) this.tell(ticketId);
    this.stopLooking = this.time.in(lookEveryMs, () => this.look());
  }
}
