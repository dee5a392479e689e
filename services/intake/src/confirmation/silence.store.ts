import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';
import { parentOf } from '../ticket/domain/children.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';

@Injectable()
export class SilenceStore {
  private readonly tickets: Collection<TicketDocument>;

  constructor(@InjectModel('Ticket') model: Model<TicketDocument>) {
    this.tickets = collectionOf(model);
  }

  /** Whether an open ticket cannot be resolved before this one. */
  async parentWaits(ticketId: string): Promise<boolean> {
    const ticket = await this.tickets.findOne({ _id: ticketId }, { projection: { links: 1 } });
    const link = ticket && parentOf(ticket);
    if (!link?.gates) return false;
    return (await this.tickets.findOne({ _id: link.to }, { projection: { phase: 1 } }))?.phase === 0;
  }

  /** Tickets whose customer's silence has a consequence, oldest first. */
  async due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    const filter = { quietAt: { $lte: new Date(now) }, ...(except.length > 0 && { _id: { $nin: [...except] } }) };
    const found = this.tickets.find(filter as Filter<TicketDocument>).project<{ _id: string }>({ _id: 1 });
    return (await found.sort({ quietAt: 1 }).limit(limit).toArray()).map(({ _id }) => _id);
  }
}
