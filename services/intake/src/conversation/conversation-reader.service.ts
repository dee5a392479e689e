import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  type GetMessage,
  type GetTimeline,
  type MessageFacts,
  type MessageView,
  type Timeline,
} from '@deskbeat/contracts';
import { isForCustomer } from '@deskbeat/messaging';
import { decodeCursor, journalToken, pageOf, type Journal } from '@deskbeat/persistence';
import { firstOf } from '../customer/domain/identity.js';
import { CustomerService } from '../customer/customer.service.js';
import { IntakeConfig } from '../intake.config.js';
import { TicketReader } from '../ticket/ticket-reader.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { FieldSights } from '../field-rules/field-sights.js';
import { isOutside, outsideEntry } from './domain/outside-entry.js';
import { bytesOf, entryOf, type Entry } from './timeline-entry.js';

/** What others read of a conversation. */
@Injectable()
export class ConversationReader {
  constructor(
    private readonly tickets: TicketReader,
    @Inject(journalToken('ticket')) private readonly journal: Journal,
    private readonly customers: CustomerService,
    private readonly sights: FieldSights,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  async timeline({ ticketId, cursor, limit = 50 }: GetTimeline): Promise<Timeline> {
    const seen = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1)[0]);
    const ticket = await this.tickets.need(ticketId);
    const read = await this.after(ticket, seen, limit + 1);
    const { items, next } = pageOf(read, limit, ({ version }) => [version], bytesOf);
    const others = await this.referred(ticket, items);
    const entries = items.map((entry) => entryOf(entry, ticket, others, this.config.editWindowMs));
    return { items: isForCustomer() ? entries.flatMap(outsideEntry) : entries, ...(next && { next }) };
  }

  async message({ ticketId, version }: GetMessage): Promise<MessageView> {
    const ticket = await this.tickets.needSince(ticketId, version);
    const [entry] = await this.some(ticket, [version]);
    const sight = await this.sights.ofAnswered();
    const isKept = sight?.sees('ticket', 'notes') === false && entry !== undefined && !isOutside(entry);
    if (entry?.text === undefined || isKept) {
      throw new Problem('not-found', { context: { entity: 'message', ticketId, version } });
    }
    const { identities = [], name, language } = await this.customers.reached(ticket.customerId);
    const email = firstOf(identities, 'email');
    const { _id, number, subject, customerId, inside, priority, watchers, collaborators } = ticket;
    const contact = {
      ...(email && { customerEmail: email }),
      ...(name && { customerName: name }),
      ...(language && { customerLanguage: language }),
    };
    const { text, html, actor: author, at } = entry;
    const { attachments } = entry.data as Partial<MessageFacts>;
    return {
      ticketId: _id,
      number,
      subject,
      text,
      ...(html !== undefined && { html }),
      ...(attachments && { attachments }),
      author,
      ...contact,
      ticket: { customerId, inside, priority, watchers, collaborators },
      at: at.toISOString(),
    };
  }

  /** One entry as it was written, and who was mentioned in it or in its newest correction. */
  async entry(ticketId: string, version: number): Promise<{ entry?: Entry; mentioned: string[] }> {
    const ticket = await this.tickets.need(ticketId);
    const correction = ticket.corrections?.find(({ entry }) => entry === version);
    const read = await this.some(ticket, [version, ...(correction ? [correction.by] : [])]);
    const mentioned = read.flatMap(({ data }) => (data as Partial<MessageFacts>).mentions ?? []);
    return { entry: read.find((one) => one.version === version), mentioned };
  }

  /** Corrections of entries and what entries answer. */
  private async referred(ticket: TicketDocument, entries: Entry[]): Promise<Map<number, Entry>> {
    const shown = new Map(entries.map((entry) => [entry.version, entry]));
    const corrections = (ticket.corrections ?? []).filter(({ entry }) => shown.has(entry)).map(({ by }) => by);
    const answered = entries.flatMap(({ data }) => (data as Partial<MessageFacts>).replyTo ?? []);
    const missing = [...new Set([...corrections, ...answered])].filter((version) => !shown.has(version));
    for (const entry of await this.some(ticket, missing)) shown.set(entry.version, entry);
    return shown;
  }

  /** The journal lags behind the outbox. The ticket was read first, so that what left its outbox is in the journal. */
  private async after({ _id, outbox = [] }: TicketDocument, after: number, limit: number): Promise<Entry[]> {
    const kept: Entry[] = await this.journal.of(_id, after, limit);
    const known = new Set(kept.map(({ version }) => version));
    const unsent = outbox.filter(({ version }) => version > after && !known.has(version));
    return [...kept, ...unsent].sort((a, b) => a.version - b.version).slice(0, limit);
  }

  private async some({ _id, outbox = [] }: TicketDocument, versions: number[]): Promise<Entry[]> {
    const unsent = outbox.filter(({ version }) => versions.includes(version));
    const known = new Set(unsent.map(({ version }) => version));
    const rest = versions.filter((version) => !known.has(version));
    return [...unsent, ...(await this.journal.some(_id, rest))];
  }
}
