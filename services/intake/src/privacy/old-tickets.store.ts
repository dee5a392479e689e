import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { after, collectionOf, type CursorKey } from '@deskbeat/persistence';
import type { TicketDocument } from '../ticket/ticket.schema.js';

/** What decides whether a ticket is old, and whose it is. */
export type Aged = Pick<TicketDocument, '_id' | 'status' | 'plannedFor' | 'customerId'> & {
  closedAt?: Date;
  mergedInto?: string;
};
const aged = { status: 1, plannedFor: 1, customerId: 1, closedAt: 1, mergedInto: 1 } as const;

type Old = Pick<TicketDocument, '_id'> & { keptSince: Date };

/** Closed tickets that still have words, longest closed first. */
@Injectable()
export class OldTicketsStore {
  private readonly tickets: Collection<TicketDocument>;

  constructor(@InjectModel('Ticket') model: Model<TicketDocument>) {
    this.tickets = collectionOf(model);
  }

  async byIds(ids: readonly string[]): Promise<Aged[]> {
    const filter = { _id: { $in: [...ids] } } as Filter<TicketDocument>;
    return (await this.tickets.find(filter, { projection: aged }).toArray()) as unknown as Aged[];
  }

  count(before: Date, most: number): Promise<number> {
    return this.tickets.countDocuments(closedBefore(before), { limit: most, hint: 'kept' });
  }

  /** @param key instant and id of the last one of the page before */
  async find(before: Date, key: CursorKey | undefined, limit: number): Promise<Old[]> {
    const bound = key ? after('keptSince', 1, new Date(key[0]!), String(key[1])) : {};
    const filter = { ...bound, keptSince: { $gte: new Date(key?.[0] ?? 0), $lt: before } } as Filter<TicketDocument>;
    const found = this.tickets.find(filter, { projection: { keptSince: 1 }, hint: 'kept' });
    return (await found.sort({ keptSince: 1, _id: 1 }).limit(limit).toArray()) as Old[];
  }
}

const closedBefore = (before: Date): Filter<TicketDocument> =>
  ({ keptSince: { $gte: new Date(0), $lt: before } }) as Filter<TicketDocument>;
