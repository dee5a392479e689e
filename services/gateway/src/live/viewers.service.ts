import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import {
  Problem,
  ticketSeen,
  TicketSighting,
  validated,
  type Actor,
  type SeeTicket,
  type TicketViewers,
} from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';
import { LiveFeed } from './live-feed.js';
import { Viewers } from './viewers.js';

const lookEveryMs = 5_000;

/** Tells who has a ticket open and who writes, through whichever gateway they come. Kept in memory only. */
@Injectable()
export class ViewersService implements OnModuleInit, OnModuleDestroy {
  private readonly viewers = new Viewers();
  private stopLooking?: () => void;

  constructor(
    private readonly publisher: EventPublisher,
    private readonly feed: LiveFeed,
    private readonly time: Time,
  ) {}

  onModuleInit(): void {
    this.look();
  }

  onModuleDestroy(): void {
    this.stopLooking?.();
  }

  /** @returns who has the ticket open, the one who asks among them */
  see(asked: SeeTicket, { kind, id, name }: Actor): TicketViewers {
    if (kind !== 'person') throw new Problem('malformed-request', { detail: 'only people look at tickets' });
    const at = new Date(this.time.now()).toISOString();
    const sighting = validated(TicketSighting, { ...asked, personId: id, ...(name && { name }), at });
    this.publisher.signal(ticketSeen, sighting);
    this.note(sighting);
    return this.of(asked.ticketId);
  }

  of(ticketId: string): TicketViewers {
    return { ticketId, viewers: this.viewers.of(ticketId) };
  }

  /** One's own sightings come back over the bus; they make no difference then. */
  note(sighting: TicketSighting): void {
    if (this.viewers.hear(sighting, this.time.now())) this.tell(sighting.ticketId);
  }

  private tell(ticketId: string): void {
    this.feed.tell({ ticketId }, 'ticket.viewers', this.of(ticketId));
  }

  private look(): void {
    for (const ticketId of this.viewers.expire(this.time.now())) this.tell(ticketId);
    this.stopLooking = this.time.in(lookEveryMs, () => this.look());
  }
}
