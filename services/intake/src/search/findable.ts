import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import type { Model } from 'mongoose';
import { ticketNoted, ticketNoteEdited } from '@deskbeat/contracts';
import { collectionOf, type JournalEntry } from '@deskbeat/persistence';
import type { Customer } from '../customer/domain/customer.js';
import { CustomerStore } from '../customer/customer.store.js';
import { TypeCatalogue } from '../ticket-type/ticket-type.catalogue.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { facetsOf } from '../ticket/domain/facets.js';
import { TicketStore } from '../ticket/ticket.store.js';
import type { Findable } from './domain/entry.js';

/** A text of a ticket's conversation. */
export interface Message {
  version: number;
  text: string;
}

type Types = Awaited<ReturnType<TypeCatalogue['current']>>;
type Conversation = Pick<TicketDocument, '_id' | 'outbox' | 'corrections'>;
type Labelled = Pick<TicketDocument, '_id' | 'customerName' | 'tags' | 'product' | 'fields' | 'type'>;

const notes: readonly string[] = [ticketNoted.subject, ticketNoteEdited.subject];
/** Texts of one ticket that are looked at, at the most. */
const mostMessages = 400;

/** Reads tickets with all that they are found by. */
@Injectable()
export class FindableTickets {
  private readonly journal: Collection<JournalEntry>;

  constructor(
    @Inject(TicketStore) private readonly tickets: TicketStore,
    @Inject(CustomerStore) private readonly customers: CustomerStore,
    @Inject(TypeCatalogue) private readonly types: TypeCatalogue,
    @InjectModel('TicketJournal') journal: Model<JournalEntry>,
  ) {
    this.journal = collectionOf(journal);
  }

  /** Those that are there, by id. */
  async read(ids: readonly string[]): Promise<Map<string, Findable>> {
    const tickets = await this.tickets.byIds(ids);
    const customerIds = [...new Set(tickets.map(({ customerId }) => customerId))];
    const [messages, customers, types] = await Promise.all([
      this.messages(tickets),
      this.customers.byIds(customerIds),
      this.types.current(),
    ]);
    return new Map(
      tickets.map((ticket) => [
        ticket._id,
        findable(ticket, customers.get(ticket.customerId), messages.get(ticket._id) ?? [], labelsOf(ticket, types)),
      ]),
    );
  }

  /** By what else the customers of tickets are found, by their ids. */
  async identities(tickets: readonly Pick<TicketDocument, 'customerId'>[]): Promise<Map<string, string[]>> {
    const customers = await this.customers.byIds([...new Set(tickets.map(({ customerId }) => customerId))]);
    return new Map([...customers].map(([id, customer]) => [id, wordsOf(customer)]));
  }

  async labels(tickets: readonly Labelled[]): Promise<Map<string, Labels>> {
    const types = await this.types.current();
    return new Map(tickets.map((ticket) => [ticket._id, labelsOf(ticket, types)]));
  }

  /**
   * What was said, as it stands after corrections, oldest first. The journal lags behind the outbox: read the tickets first, so that what
   * left an outbox is in the journal.
   */
  async messages(tickets: readonly Conversation[], withNotes = true): Promise<Map<string, Message[]>> {
    const ids = tickets.map(({ _id }) => _id);
    if (ids.length === 0) return new Map();
    const kept = this.journal.find(
      { aggregateId: { $in: ids }, text: { $exists: true } },
      { projection: { _id: 0, aggregateId: 1, version: 1, text: 1, subject: 1 }, hint: 'texts', batchSize: 1_000 },
    );
    const found = new Map<string, Map<number, string>>(ids.map((id) => [id, new Map()]));
    const isWanted = ({ subject }: { subject: string }): boolean => withNotes || !notes.includes(subject);
    for (const entry of await kept.toArray()) {
      if (isWanted(entry)) found.get(entry.aggregateId)!.set(entry.version, entry.text!);
    }
    for (const { _id, outbox = [] } of tickets) {
      for (const entry of outbox) {
        const { version, text } = entry;
        if (text !== undefined && isWanted(entry)) found.get(_id)!.set(version, text);
      }
    }
    for (const { _id, corrections = [] } of tickets) for (const { entry } of corrections) found.get(_id)!.delete(entry);
    return new Map([...found].map(([id, texts]) => [id, inOrder(texts).slice(-mostMessages)]));
  }
}

const wordsOf = ({ name, identities = [] }: Pick<Customer, 'name' | 'identities'>): string[] => [
  ...(name === undefined ? [] : [name]),
  ...identities.map(({ value }) => value),
];

const inOrder = (texts: ReadonlyMap<number, string>): Message[] =>
  [...texts].map(([version, text]) => ({ version, text })).sort((a, b) => a.version - b.version);

/** What stands on a ticket besides its subject and conversation: what choices are called, not their keys. */
export interface Labels {
  customer: string[];
  tag: string[];
  field: string[];
}

function labelsOf(ticket: Labelled, types: Types): Labels {
  const { customerName, tags, product, fields = {}, type } = ticket;
  const definitions = new Map(types.get(type)?.fields.map((field) => [field.key, field]));
  const own = Object.entries(fields).flatMap(([key, value]) => {
    const names = new Map(definitions.get(key)?.options?.map((option) => [option.key, option.label]));
    return [value].flat().flatMap((one) => (typeof one === 'boolean' ? [] : [names.get(String(one)) ?? String(one)]));
  });
  return {
    customer: customerName === undefined ? [] : [customerName],
    tag: tags,
    field: [...(product === undefined ? [] : [product]), ...own],
  };
}

function findable(
  ticket: TicketDocument,
  customer: Customer | undefined,
  messages: readonly Message[],
  labels: Labels,
): Findable {
  const { number, subject, tags, type, priority, channel, tier, customerId } = ticket;
  const { name = ticket.customerName, identities } = customer ?? {};
  const values = Object.entries({ type, priority, channel, tier, customer: customerId });
  return {
    number,
    subject,
    tags,
    labels: labels.field,
    customer: wordsOf({ name, identities }),
    messages: messages.map(({ text }) => text),
    values: [...values, ...facetsOf(ticket).map(pairIn)],
  };
}

function pairIn(facet: string): [string, string] {
  const end = facet.indexOf('=');
  return [facet.slice(0, end), facet.slice(end + 1)];
}
