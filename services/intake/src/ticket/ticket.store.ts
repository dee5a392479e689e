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
import { Recently } from '../recently.js';
import { withAftermath, type Change } from './domain/aftermath.js';
import type { Phase, Ticket } from './domain/ticket-state.js';
import { indexFor, type TicketDocument, type TicketFilter } from './ticket.schema.js';

/** What no card shows. */
const listed = {
  outbox: 0,
  past: 0,
  messageKeys: 0,
  sentKeys: 0,
  corrections: 0,
  seen: 0,
  intakeKey: 0,
  requestHash: 0,
  facets: 0,
  keptSince: 0,
  forgottenAt: 0,
  requesterId: 0,
  tier: 0,
  language: 0,
  confirmation: 0,
  quietAt: 0,
  reportedAt: 0,
  changedIn: 0,
  closedAt: 0,
} as const;

type ListedTicket = Ticket & Pick<TicketDocument, 'stamp'>;

/** Where a ticket stands in a list, and which state of it. */
const heads = { version: 1, stamp: 1, phase: 1, dueSort: 1, updatedAt: 1 } as const;
export type TicketHead = Pick<TicketDocument, '_id' | keyof typeof heads>;

/** Tickets that many people have in their lists: some 4 KB each. */
const mostKept = 4_000;

/** For those who look for words as well. */
const { outbox: _outbox, corrections: _corrections, tier: _tier, ...withMessages } = listed;

/** What of a ticket words are looked for in, but for its conversation. */
const worded = {
  number: 1,
  subject: 1,
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
  /** As lists read them: they are read again and again, and few have changed meanwhile. */
  private readonly kept = new Recently<ListedTicket>(mostKept);

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

  /** Open ones first, then resolved, then closed ones; of each the nearest due instant first. */
  async byDue(filter: TicketFilter, from: DueKey | undefined, limit: number): Promise<TicketHead[]> {
    const order = { phase: 1, dueSort: 1, _id: 1 } as const;
    const hint = indexFor(filter, 'due');
    if (!from) return this.list(filter, order, limit, hint);
    const { phase, dueSort, id } = from;
    // What is left of a phase and the phases behind it are two ranges of the index.
    const rest = await this.list({ ...filter, phase, ...after('dueSort', 1, dueSort, id) }, order, limit, hint);
    if (rest.length === limit || filter.phase !== undefined) return rest;
    const behind = { ...filter, phase: { $gt: phase } };
    return [...rest, ...(await this.list(behind, order, limit - rest.length, hint))];
  }

  async newest(filter: TicketFilter, beforeId: string | undefined, limit: number): Promise<TicketHead[]> {
    const bound = beforeId === undefined ? {} : { _id: { $lt: beforeId } };
    // An index with the phase serves all phases side by side.
    const phases = filter.facets !== undefined && filter.phase === undefined ? { phase: { $in: [0, 1, 2] } } : {};
    return this.list({ ...filter, ...phases, ...bound }, { _id: -1 }, limit, indexFor(filter, 'newest'));
  }

  async updated(filter: TicketFilter, from: UpdatedKey | undefined, limit: number): Promise<TicketHead[]> {
    const bound = from ? after('updatedAt', -1, from.updatedAt, from.id) : {};
    return this.list({ ...filter, ...bound }, { updatedAt: -1, _id: -1 }, limit, indexFor(filter, 'updated'));
  }

  /** The tickets of a list in its order: those that were read before are not read again while they are what they were. */
  async listed(page: readonly TicketHead[]): Promise<Ticket[]> {
    const found = new Map<string, ListedTicket>();
    for (const head of page) {
      const kept = this.kept.get(head._id);
      if (isSameState(head, kept)) found.set(head._id, kept);
    }
    const missing = page.flatMap(({ _id }) => (found.has(_id) ? [] : [_id]));
    for (const ticket of missing.length === 0 ? [] : await this.readListed(missing)) {
      found.set(ticket._id, ticket);
      this.kept.set(ticket._id, ticket);
    }
    return page.flatMap(({ _id }) => found.get(_id) ?? []);
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

  private async readListed(ids: readonly string[]): Promise<ListedTicket[]> {
    const filter = { _id: { $in: [...ids] }, ...visible({}) } as Filter<TicketDocument>;
    const options = { projection: listed, hint: '_id_', batchSize: ids.length + 1 };
    return (await this.tickets.find(filter, options).toArray()) as unknown as ListedTicket[];
  }

  private async list(
    filter: Omit<TicketFilter, 'phase'> & { phase?: unknown },
    order: Record<string, 1 | -1>,
    limit: number,
    hint: string,
  ): Promise<TicketHead[]> {
    const found = this.tickets.find(visible(filter) as Filter<TicketDocument>, { projection: heads, hint });
    return (await found.sort(order).limit(limit).toArray()) as unknown as TicketHead[];
  }
}

/** The stamp is another one after every write, also after those that are not told as a version. */
const isSameState = (one: TicketHead, other: ListedTicket | undefined): other is ListedTicket =>
  other !== undefined && one.version === other.version && one.stamp === other.stamp;

/** What of it the one who is answered now may see. */
function visible<F extends { $and?: object[] }>(filter: F): F {
  const seen = narrowing();
  return seen ? { ...filter, $and: [...(filter.$and ?? []), seen] } : filter;
}

export interface DueKey {
  phase: Phase;
  dueSort: Date;
  id: string;
}
export interface UpdatedKey {
  updatedAt: Date;
  id: string;
}
