import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  type GetMessage,
  type GetTimeline,
  type ListTickets,
  type MessageView,
  type TicketList,
  type TicketView,
  type Timeline,
  type TimelineEntry,
} from '@deskbeat/contracts';
import { decodeCursor, journalToken, pageOf, type Journal, type StoredEvent } from '@deskbeat/persistence';
import { firstOf } from '../customer/domain/identity.js';
import { CustomerService } from '../customer/customer.service.js';
import { phaseOf, type Phase } from './domain/ticket-state.js';
import { listPage } from './ticket-lists.js';
import { TicketService } from './ticket.service.js';
import type { TicketDocument, TicketFilter } from './ticket.schema.js';
import { TicketStore } from './ticket.store.js';

type Entry = Omit<StoredEvent, 'id'>;

/** What others ask about tickets. */
@Injectable()
export class TicketReader {
  constructor(
    private readonly store: TicketStore,
    @Inject(journalToken('ticket')) private readonly journal: Journal,
    private readonly tickets: TicketService,
    private readonly customers: CustomerService,
  ) {}

  async get(idOrNumber: string): Promise<TicketView> {
    return this.tickets.view(await this.need(idOrNumber));
  }

  async list(query: ListTickets): Promise<TicketList> {
    const { items, next } = await listPage(this.store, filterOf(query), query);
    return { items: items.map((ticket) => this.tickets.view(ticket)), ...(next && { next }) };
  }

  async timeline({ ticketId, cursor, limit = 50 }: GetTimeline): Promise<Timeline> {
    const seen = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1)[0]);
    const read = await this.entries(await this.need(ticketId), seen, limit + 1);
    const { items, next } = pageOf(read, limit, ({ version }) => [version]);
    return { items: items.map(entryOf), ...(next && { next }) };
  }

  async message({ ticketId, version }: GetMessage): Promise<MessageView> {
    const ticket = await this.need(ticketId);
    const [entry] = await this.entries(ticket, version - 1, 1);
    if (entry?.text === undefined || entry.version !== version) {
      throw new Problem('not-found', { context: { entity: 'message', ticketId, version } });
    }
    const { identities = [], name } = await this.customers.need(ticket.customerId);
    const email = firstOf(identities, 'email');
    const { _id, number, subject } = ticket;
    const contact = { ...(email && { customerEmail: email }), ...(name && { customerName: name }) };
    return {
      ticketId: _id,
      number,
      subject,
      text: entry.text,
      author: entry.actor,
      ...contact,
      at: entry.at.toISOString(),
    };
  }

  private async need(idOrNumber: string): Promise<TicketDocument> {
    if (!/^DB-\d+$/iu.test(idOrNumber)) return this.store.aggregates.need(idOrNumber);
    const found = await this.store.findBy('number', idOrNumber.toUpperCase());
    if (!found) throw new Problem('not-found', { context: { entity: 'ticket', id: idOrNumber } });
    return found;
  }

  /** The journal lags behind the outbox. The ticket was read first, so that what left its outbox is in the journal. */
  private async entries({ _id, outbox = [] }: TicketDocument, after: number, limit: number): Promise<Entry[]> {
    const kept: Entry[] = await this.journal.of(_id, after, limit);
    const known = new Set(kept.map(({ version }) => version));
    const unsent = outbox.filter(({ version }) => version > after && !known.has(version));
    return [...kept, ...unsent].sort((a, b) => a.version - b.version).slice(0, limit);
  }
}

function entryOf({ version, subject, at, actor, data, text }: Entry): TimelineEntry {
  return { version, subject, at: at.toISOString(), actor, data, ...(text !== undefined && { text }) };
}

function filterOf({ status, priority, type, assigneeId, customerId, queueId }: ListTickets): TicketFilter {
  const phase: Phase | undefined = status === 'open' ? 0 : status && phaseOf(status);
  const exact: TicketFilter = {
    phase,
    status: status === 'open' ? undefined : status,
    priority,
    type,
    assigneeId: assigneeId === 'none' ? null : assigneeId,
    customerId,
    queueId,
  };
  return Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined));
}
