import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import type { TicketOrder } from '@deskbeat/contracts';
import { aggregateToken, collectionOf, type AggregateStore, type Origin } from '@deskbeat/persistence';
import type { SilenceRules } from './domain/silence.js';
import { silenceRules } from '../confirmation/silence-rules.js';
import { IntakeConfig } from '../intake.config.js';
import { withAftermath, type Change } from './domain/aftermath.js';
import { unlisted } from './listed-tickets.js';
import { indexFor, type TicketDocument, type TicketFilter } from './ticket.schema.js';
import { visible } from './visible.js';

/** For those who look for words as well. */
const { outbox: _outbox, corrections: _corrections, tier: _tier, ...withMessages } = unlisted;

/** What of a ticket words are looked for in, but for its conversation. */
const worded = {
  number: 1,
  subject: 1,
  customerId: 1,
  customerName: 1,
  tags: 1,
  product: 1,
  fields: 1,
  type: 1,
  corrections: 1,
  outbox: 1,
} as const;
export type WordedTicket = Pick<TicketDocument, '_id' | keyof typeof worded>;

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

  async byIds(ids: readonly string[]): Promise<TicketDocument[]> {
    const found = this.tickets.find({ _id: { $in: [...ids] } } as Filter<TicketDocument>, { projection: withMessages });
    return (await found.toArray()) as TicketDocument[];
  }

  /** Those with these numbers that meet the condition, in the order of the numbers. */
  byNumbers(numbers: readonly string[], condition?: Filter<TicketDocument>): Promise<TicketDocument[]> {
    return this.inOrder(numbers, condition, withMessages);
  }

  /** The same with what words are looked for in only. */
  wordedByNumbers(numbers: readonly string[], condition?: Filter<TicketDocument>): Promise<WordedTicket[]> {
    return this.inOrder(numbers, condition, worded);
  }

  /** Ids in their order: of all tickets, or of one customer's. */
  async idsAfter(id: string | undefined, limit: number, customerId?: string): Promise<string[]> {
    const hint = customerId === undefined ? '_id_' : 'customer';
    const filter = { ...(customerId !== undefined && { customerId }), ...(id !== undefined && { _id: { $gt: id } }) };
    const found = this.tickets.find(filter as Filter<TicketDocument>, { projection: { _id: 1 }, hint });
    return (await found.sort({ _id: 1 }).limit(limit).toArray()).map(({ _id }) => _id as string);
  }

  /** Ids of all open ones of these customers. */
  async openOf(customerIds: readonly string[]): Promise<string[]> {
    const filter = { customerId: { $in: [...customerIds] }, phase: 0 } as Filter<TicketDocument>;
    const found = await this.tickets.find(filter, { projection: { _id: 1 }, hint: 'customerDue' }).toArray();
    return found.map(({ _id }) => _id as string);
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
    const options = { projection: { _id: 0, number: 1 }, hint: indexFor(bounded, 'due'), batchSize: most };
    return (await this.tickets.find(visible(filter) as Filter<TicketDocument>, options).toArray()).map(
      ({ number }) => number,
    );
  }

  private async inOrder<T extends { number: string }>(
    numbers: readonly string[],
    condition: Filter<TicketDocument> | undefined,
    projection: Record<string, 0 | 1>,
  ): Promise<T[]> {
    const filter = { number: { $in: [...numbers] }, ...condition } as Filter<TicketDocument>;
    const options = { projection, hint: 'number', batchSize: numbers.length + 1 };
    const found = (await this.tickets.find(filter, options).toArray()) as unknown as T[];
    const place = new Map(numbers.map((number, index) => [number, index]));
    return found.sort((a, b) => place.get(a.number)! - place.get(b.number)!);
  }
}
