import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';
import { neverDue } from '../ticket/domain/ticket-state.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';

@Injectable()
export class SnoozeStore {
  private readonly tickets: Collection<TicketDocument>;

  constructor(@InjectModel('Ticket') model: Model<TicketDocument>) {
    this.tickets = collectionOf(model);
  }

  /** Tickets whose time has come, oldest first. */
  async due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    const bound = { snoozedUntil: { $lte: new Date(now) }, ...(except.length > 0 && { _id: { $nin: [...except] } }) };
    return (await this.first(bound, limit)).map(({ _id }) => _id);
  }

  /** When the next one comes back. */
  async next(after: number): Promise<number | undefined> {
    const [first] = await this.first({ snoozedUntil: { $gt: new Date(after), $lt: neverDue } }, 1);
    return first?.snoozedUntil.getTime();
  }

  private first(filter: object, limit: number) {
    const found = this.tickets.find(filter as Filter<TicketDocument>);
    const sorted = found.project<{ _id: string; snoozedUntil: Date }>({ snoozedUntil: 1 }).sort({ snoozedUntil: 1 });
    return sorted.limit(limit).toArray();
  }
}
