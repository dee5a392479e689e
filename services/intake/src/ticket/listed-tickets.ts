import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import type { FieldValues } from '@deskbeat/contracts';
import { after, collectionOf } from '@deskbeat/persistence';
import { Recently } from '../recently.js';
import type { Phase, Ticket } from './domain/ticket-state.js';
import { indexFor, type TicketDocument, type TicketFilter } from './ticket.schema.js';
import { visible } from './visible.js';

/** What no card shows. */
export const unlisted = {
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

/** Tickets that many people have in their lists: some 4 KB each, and as much again of texts at the most. */
const mostKept = 4_000;
const longestKept = 4_000;

/** Bytes of what may be long in a ticket or on its card. */
export const bytesOf = ({ fields, tags, resolution }: Texts): number =>
  Buffer.byteLength(JSON.stringify([fields, tags, resolution]));

interface Texts {
  fields?: FieldValues;
  tags: readonly string[];
  resolution?: string;
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

/** The tickets of lists: which ones in which order first, then those of them that are not known as they are now. */
@Injectable()
export class ListedTickets {
  private readonly tickets: Collection<TicketDocument>;
  /** As lists read them: they are read again and again, and few have changed meanwhile. */
  private readonly kept = new Recently<ListedTicket>(mostKept);

  constructor(@InjectModel('Ticket') model: Model<TicketDocument>) {
    this.tickets = collectionOf(model);
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
  async read(page: readonly TicketHead[]): Promise<Ticket[]> {
    const found = new Map<string, ListedTicket>();
    for (const head of page) {
      const kept = this.kept.get(head._id);
      if (isSameState(head, kept)) found.set(head._id, kept);
    }
    const missing = page.flatMap(({ _id }) => (found.has(_id) ? [] : [_id]));
    for (const ticket of missing.length === 0 ? [] : await this.load(missing)) {
      found.set(ticket._id, ticket);
      if (bytesOf(ticket) <= longestKept) this.kept.set(ticket._id, ticket);
    }
    return page.flatMap(({ _id }) => found.get(_id) ?? []);
  }

  private async load(ids: readonly string[]): Promise<ListedTicket[]> {
    const filter = { _id: { $in: [...ids] }, ...visible({}) } as Filter<TicketDocument>;
    const options = { projection: unlisted, hint: '_id_', batchSize: ids.length + 1 };
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
