import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import type { Model } from 'mongoose';
import {
  aggregateSchema,
  aggregateToken,
  collectionOf,
  type AggregateDocument,
  type AggregateStore,
} from '@deskbeat/persistence';
import type { TicketType } from './domain/ticket-type.js';

export type TicketTypeDocument = TicketType & AggregateDocument;

export const ticketTypeSchema = aggregateSchema<TicketTypeDocument>({ savedAt: Date });
ticketTypeSchema.index({ savedAt: 1 }, { name: 'saved' });

@Injectable()
export class TicketTypeStore {
  private readonly types: Collection<TicketTypeDocument>;

  constructor(
    @InjectModel('TicketType') model: Model<TicketTypeDocument>,
    @Inject(aggregateToken('ticket-type')) readonly aggregates: AggregateStore<TicketTypeDocument>,
  ) {
    this.types = collectionOf(model);
  }

  all(): Promise<TicketType[]> {
    return this.savedSince(new Date(0));
  }

  savedSince(instant: Date): Promise<TicketType[]> {
    return this.types.find({ savedAt: { $gte: instant } }, { projection: { outbox: 0 } }).toArray();
  }
}
