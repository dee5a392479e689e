import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { narrowing } from '@deskbeat/messaging';
import { collectionOf } from '@deskbeat/persistence';
import type { Ticket } from '../ticket/domain/ticket-state.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';

const shown = {
  number: 1,
  subject: 1,
  status: 1,
  priority: 1,
  queueId: 1,
  assigneeId: 1,
  assigneeName: 1,
  dueSort: 1,
  links: 1,
} as const;

export type Face = Pick<
  Ticket,
  '_id' | 'number' | 'subject' | 'status' | 'priority' | 'queueId' | 'dueSort' | 'links'
> & {
  assigneeId?: string;
  assigneeName?: string;
};

@Injectable()
export class RelationStore {
  private readonly tickets: Collection<TicketDocument>;

  constructor(@InjectModel('Ticket') model: Model<TicketDocument>) {
    this.tickets = collectionOf(model);
  }

  faces(ids: readonly string[]): Promise<Face[]> {
    return this.find({ _id: { $in: [...ids] } } as Filter<TicketDocument>, ids.length);
  }

  /** Tickets that are linked to one, in any order. */
  linkedTo(id: string, limit: number): Promise<Face[]> {
    return this.find({ 'links.to': id } as Filter<TicketDocument>, limit);
  }

  private async find(filter: Filter<TicketDocument>, limit: number): Promise<Face[]> {
    return (await this.tickets
      .find({ ...filter, ...narrowing() } as Filter<TicketDocument>, { projection: shown })
      .limit(limit)
      .toArray()) as unknown as Face[];
  }
}
