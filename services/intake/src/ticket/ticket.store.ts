import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Status } from '@deskbeat/contracts';
import {
  after,
  aggregateSchema,
  aggregateToken,
  AggregateStore,
  collectionOf,
  type AggregateDocument,
} from '@deskbeat/persistence';
import type { Phase, Ticket } from './domain/ticket-state.js';

export type TicketDocument = Ticket & AggregateDocument;

export const ticketSchema = aggregateSchema<TicketDocument>({
  number: String,
  subject: String,
  type: String,
  priority: String,
  status: String,
  channel: String,
  customerId: String,
  assigneeId: String,
  queueId: String,
  phase: Number,
  dueSort: Date,
  updatedAt: Date,
  intakeKey: String,
  followUpOf: String,
});
ticketSchema.index({ number: 1 }, { unique: true, name: 'number' });
ticketSchema.index({ intakeKey: 1 }, { unique: true, sparse: true, name: 'intakeKey' });
ticketSchema.index({ followUpOf: 1 }, { unique: true, sparse: true, name: 'followUpOf' });
ticketSchema.index({ phase: 1, dueSort: 1, _id: 1 }, { name: 'due' });
ticketSchema.index({ assigneeId: 1, phase: 1, dueSort: 1, _id: 1 }, { name: 'assignee' });
ticketSchema.index({ phase: 1, _id: 1 }, { name: 'newest' });
ticketSchema.index({ customerId: 1, _id: 1 }, { name: 'customer' });
ticketSchema.index({ updatedAt: 1, _id: 1 }, { name: 'updated' });

/** What a list is narrowed to: plain values that were validated, never operators. */
export interface TicketFilter {
  phase?: Phase;
  status?: Status;
  priority?: string;
  type?: string;
  /** null: nobody's. */
  assigneeId?: string | null;
  customerId?: string;
  queueId?: string;
}

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
    return this.list({ ...filter, ...bound }, { dueSort: 1, _id: 1 }, limit);
  }

  async newest(filter: TicketFilter, beforeId: string | undefined, limit: number): Promise<Ticket[]> {
    return this.list({ ...filter, ...(beforeId !== undefined && { _id: { $lt: beforeId } }) }, { _id: -1 }, limit);
  }

  async updated(filter: TicketFilter, from: UpdatedKey | undefined, limit: number): Promise<Ticket[]> {
    const bound = from ? after('updatedAt', -1, from.updatedAt, from.id) : {};
    return this.list({ ...filter, ...bound }, { updatedAt: -1, _id: -1 }, limit);
  }

  private async list(filter: object, order: Record<string, 1 | -1>, limit: number): Promise<Ticket[]> {
    const found = this.tickets.find(filter as Filter<TicketDocument>, { projection: listed });
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
