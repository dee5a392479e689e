import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import { narrowing } from '@deskbeat/messaging';
import { collectionOf } from '@deskbeat/persistence';
import type { TicketDocument } from '../ticket/ticket.schema.js';

const projection = {
  number: 1,
  subject: 1,
  type: 1,
  product: 1,
  status: 1,
  priority: 1,
  assigneeName: 1,
  satisfaction: 1,
  inside: 1,
  mergedInto: 1,
  createdAt: 1,
} as const;

export type BriefTicket = Pick<
  TicketDocument,
  '_id' | 'number' | 'subject' | 'type' | 'status' | 'priority' | 'satisfaction' | 'inside' | 'createdAt'
> & { assigneeName?: string; product?: string; mergedInto?: string };

/** Tickets of a customer, as few ranges of an index as the customer has members. */
@Injectable()
export class HistoryStore {
  private readonly tickets: Collection<TicketDocument>;

  constructor(@InjectModel('Ticket') private readonly model: Model<TicketDocument>) {
    this.tickets = collectionOf(model);
  }

  /** Newest first. */
  newest(members: readonly string[], limit: number): Promise<BriefTicket[]> {
    return this.find({ customerId: oneOf(members) }, { _id: -1 }, limit, 'customer');
  }

  /** Nearest due first. */
  open(members: readonly string[], limit: number): Promise<BriefTicket[]> {
    const filter = { customerId: oneOf(members), phase: 0 as const };
    return this.find(filter, { dueSort: 1, _id: 1 }, limit, 'customerDue');
  }

  /** Counts index keys, at most `limit`. */
  async count(members: readonly string[], limit: number): Promise<number> {
    const query = { customerId: oneOf(members), ...narrowing() };
    const { n } = await this.model.db.db!.command({
      count: this.tickets.collectionName,
      query,
      limit,
      hint: 'customer',
    });
    return n as number;
  }

  private async find(filter: Filter<TicketDocument>, order: Record<string, 1 | -1>, limit: number, hint: string) {
    const found = this.tickets
      .find({ ...filter, ...narrowing() } as Filter<TicketDocument>, { projection, hint })
      .sort(order)
      .limit(limit);
    return (await found.toArray()) as unknown as BriefTicket[];
  }
}

const oneOf = (ids: readonly string[]): string | { $in: string[] } => (ids.length === 1 ? ids[0]! : { $in: [...ids] });
