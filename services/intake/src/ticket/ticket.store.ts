import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import type { TicketOrder } from '@deskbeat/contracts';
import { narrowing } from '@deskbeat/messaging';
import { after, aggregateToken, collectionOf, type AggregateStore, type Origin } from '@deskbeat/persistence';
import type { SilenceRules } from './domain/silence.js';
import { silenceRules } from '../confirmation/silence-rules.js';
import { IntakeConfig } from '../intake.config.js';
import { withAftermath, type Change } from './domain/aftermath.js';
import type { Phase, Ticket } from './domain/ticket-state.js';
import { indexFor, type TicketDocument, type TicketFilter } from './ticket.schema.js';

const listed = {
  outbox: 0,
  messageKeys: 0,
  sentKeys: 0,
  corrections: 0,
  seen: 0,
  intakeKey: 0,
  requestHash: 0,
  facets: 0,
  keptSince: 0,
  forgottenAt: 0,
} as const;

/** For those who read the conversation as well. */
const { outbox: _outbox, corrections: _corrections, ...withMessages } = listed;

@Injectable()
export class TicketStore {
  private readonly tickets: Collection<TicketDocument>;
  private readonly silence: SilenceRules;

  constructor(
    @InjectModel('Ticket') model: Model<TicketDocument>,
    @Inject(aggregateToken('ticket')) readonly aggregates: AggregateStore<TicketDocument>,
    @Inject(IntakeConfig) config: IntakeConfig,
  ) {
    this.tickets = collectionOf(model);
    this.silence = silenceRules(config);
  }

  /**
   * Decides on the newest state until it can be written, with all that follows from a move. Every change of a ticket
   * goes this way.
   * @throws Problem `not-found`, or what `decide` throws
   */
  revise(id: string, origin: Origin, decide: (ticket: TicketDocument) => Change | undefined): Promise<TicketDocument> {
    return this.aggregates.revise(id, origin, (ticket) => {
      const change = decide(ticket);
      return change && withAftermath(ticket, change, origin.at, this.silence);
    });
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
    // An index with the phase serves all phases side by side.
    const phases = filter.facets !== undefined && filter.phase === undefined ? { phase: { $in: [0, 1, 2] } } : {};
    return this.list({ ...filter, ...phases, ...bound }, { _id: -1 }, limit, indexFor(filter, 'newest'));
  }

  async updated(filter: TicketFilter, from: UpdatedKey | undefined, limit: number): Promise<Ticket[]> {
    const bound = from ? after('updatedAt', -1, from.updatedAt, from.id) : {};
    return this.list({ ...filter, ...bound }, { updatedAt: -1, _id: -1 }, limit, indexFor(filter, 'updated'));
  }

  async byIds(ids: readonly string[]): Promise<TicketDocument[]> {
    const found = this.tickets.find({ _id: { $in: [...ids] } } as Filter<TicketDocument>, { projection: withMessages });
    return (await found.toArray()) as TicketDocument[];
  }

  /** Those with these numbers that meet the condition, in the order of the numbers. */
  async byNumbers(numbers: readonly string[], condition?: Filter<TicketDocument>): Promise<TicketDocument[]> {
    const filter = { number: { $in: [...numbers] }, ...condition } as Filter<TicketDocument>;
    const found = (await this.tickets
      .find(filter, { projection: withMessages, hint: 'number' })
      .toArray()) as TicketDocument[];
    const place = new Map(numbers.map((number, index) => [number, index]));
    return found.sort((a, b) => place.get(a.number)! - place.get(b.number)!);
  }

  /** Ids in their order: of all tickets, or of one customer's. */
  async idsAfter(id: string | undefined, limit: number, customerId?: string): Promise<string[]> {
    const hint = customerId === undefined ? '_id_' : 'customer';
    const filter = { ...(customerId !== undefined && { customerId }), ...(id !== undefined && { _id: { $gt: id } }) };
    const found = this.tickets.find(filter as Filter<TicketDocument>, { projection: { _id: 1 }, hint });
    return (await found.sort({ _id: 1 }).limit(limit).toArray()).map(({ _id }) => _id as string);
  }

  /** How many there are, but no more than `most`. */
  async count(filter: TicketFilter, order: TicketOrder, most: number): Promise<number> {
    return this.tickets.countDocuments(visible(filter) as Filter<TicketDocument>, {
      limit: most,
      hint: indexFor(filter, order),
    });
  }

  /**
   * Numbers of those that meet a filter, unless there are more than `most` that an index must go through.
   * @param plain the part of the filter that an index answers
   */
  async numbersOf(filter: TicketFilter, plain: TicketFilter, most: number): Promise<string[] | undefined> {
    const bounded = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
    if ((await this.count(bounded, 'due', most + 1)) > most) return undefined;
    const options = { projection: { number: 1 }, hint: indexFor(bounded, 'due'), batchSize: most };
    return (await this.tickets.find(visible(filter) as Filter<TicketDocument>, options).toArray()).map(
      ({ number }) => number,
    );
  }

  private async list(
    filter: TicketFilter | { $and?: object[] },
    order: Record<string, 1 | -1>,
    limit: number,
    hint: string,
  ): Promise<Ticket[]> {
    const found = this.tickets.find(visible(filter) as Filter<TicketDocument>, { projection: listed, hint });
    return (await found.sort(order).limit(limit).toArray()) as unknown as Ticket[];
  }
}

/** What of it the one who is answered now may see. */
function visible<F extends { $and?: object[] }>(filter: F): F {
  const seen = narrowing();
  return seen ? { ...filter, $and: [...(filter.$and ?? []), seen] } : filter;
}

export interface DueKey {
  dueSort: Date;
  id: string;
}
export interface UpdatedKey {
  updatedAt: Date;
  id: string;
}
