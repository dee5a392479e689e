import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import { after, aggregateToken, collectionOf, type AggregateStore } from '@deskbeat/persistence';
import type { Phase, Ticket } from './domain/ticket-state.js';
import { indexFor, type TicketDocument, type TicketFilter } from './ticket.schema.js';

const listed = { outbox: 0, messageKeys: 0, seen: 0, intakeKey: 0, requestHash: 0 } as const;

@Injectable()
export class TicketStore {
  private readonly tickets: Collection<TicketDocument>;

  constructor(
    @InjectModel('Ticket') model: Model<TicketDocument>,
    @Inject(aggregateToken('ticket')) readonly aggregates: AggregateStore<TicketDocument>,
  ) {
    this.tickets = collectionOf(model);
  }

  async findBy(key: 'number' | 'intakeKey' | 'followUpOf', value: string): Promise<TicketDocument | undefined> {
    return ((await this.tickets.findOne({ [key]: value } as Filter<TicketDocument>)) as TicketDocument) ?? undefined;
  }

  /** Tickets of one phase, nearest due instant first. */
  async byDue(filter: TicketFilter & { phase: Phase }, from: DueKey | undefined, limit: number): Promise<Ticket[]> {
    const bound = from ? after('dueSort', 1, from.dueSort, from.id) : {};
    return this.list({ ...filter, ...bound }, { dueSort: 1, _id: 1 }, limit, indexFor(filter, 'due'));
  }

  async newest(filter: TicketFilter, beforeId: string | undefined, limit: number): Promise<Ticket[]> {
    const bound = beforeId === undefined ? {} : { _id: { $lt: beforeId } };
    return this.list({ ...filter, ...bound }, { _id: -1 }, limit, indexFor(filter, 'newest'));
  }

  async updated(filter: TicketFilter, from: UpdatedKey | undefined, limit: number): Promise<Ticket[]> {
    const bound = from ? after('updatedAt', -1, from.updatedAt, from.id) : {};
    return this.list({ ...filter, ...bound }, { updatedAt: -1, _id: -1 }, limit, indexFor(filter, 'updated'));
  }

  private async list(filter: object, order: Record<string, 1 | -1>, limit: number, hint: string): Promise<Ticket[]> {
    const found = this.tickets.find(filter as Filter<TicketDocument>, { projection: listed, hint });
    return (await found.sort(order).limit(limit).toArray()) as unknown as Ticket[];
  }
}

export interface DueKey {
  dueSort: Date;
  id: string;
}
export interface UpdatedKey {
  updatedAt: Date;
  id: string;
}
