import { Inject, Injectable } from '@nestjs/common';
import type { MessageFacts, PersonalData, PersonalFile, PersonalRecord, ReadPersonalData } from '@deskbeat/contracts';
import { decodeCursor, encodeCursor, fitting, journalToken, type Journal } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { AssetStore } from '../asset/asset.store.js';
import { viewOf as assetView } from '../asset/domain/asset.js';
import { CustomerStore } from '../customer/customer.store.js';
import { viewOf as customerView } from '../customer/domain/customer-view.js';
import { bytesOf, type Entry } from '../conversation/timeline-entry.js';
import { viewOf as ticketView } from '../ticket/domain/ticket-view.js';
import { RuleBook } from '../ticket/rule-book.js';
import { TicketStore } from '../ticket/ticket.store.js';

const manyAssets = 400;
const entriesAtOnce = 1_000;

/** What is kept here about a customer: first who they are and what they have, then ticket by ticket all that was said. */
@Injectable()
export class PersonalDataService {
  constructor(
    private readonly customers: CustomerStore,
    private readonly assets: AssetStore,
    private readonly tickets: TicketStore,
    private readonly rules: RuleBook,
    private readonly time: Time,
    @Inject(journalToken('ticket')) private readonly journal: Journal,
    @Inject(journalToken('customer')) private readonly histories: Journal,
  ) {}

  async read({ kind, ids, cursor }: ReadPersonalData): Promise<PersonalData> {
    if (kind !== 'customer') return { records: [] };
    if (cursor === undefined) return { records: await this.about(ids), next: encodeCursor([0, '', 0]) };
    const [of, ticketId, version] = decodeCursor(cursor, 3);
    return this.conversation(ids, Number(of), String(ticketId), Number(version));
  }

  private async about(ids: readonly string[]): Promise<PersonalRecord[]> {
    const found = await this.customers.byIds(ids);
    const assets = await this.assets.list(ids, undefined, manyAssets);
    const histories = await Promise.all(ids.map((id) => this.histories.of(id, 0, entriesAtOnce)));
    return [
      ...[...found.values()].map((one) => ({ name: `customers/${one._id}`, data: customerView(one) })),
      ...ids.map((id, at) => ({ name: `customers/${id}-history`, data: { entries: histories[at]!.map(told) } })),
      ...assets.map((one) => ({ name: `assets/${one._id}`, data: assetView(one) })),
    ];
  }

  /** A part of one ticket's timeline. */
  private async conversation(
    ids: readonly string[],
    of: number,
    after: string,
    version: number,
  ): Promise<PersonalData> {
    const customerId = ids[of];
    if (customerId === undefined) return { records: [] };
    const isNew = version === 0;
    const [id] = isNew ? await this.tickets.idsAfter(after || undefined, 1, customerId) : [after];
    if (id === undefined) return { records: [], next: encodeCursor([of + 1, '', 0]) };
    const ticket = await this.tickets.aggregates.need(id);
    const read = await this.journal.of(id, version, entriesAtOnce);
    const kept = fitting(read, bytesOf);
    const isWhole = kept.length === read.length && read.length < entriesAtOnce;
    const known = new Set(kept.map((entry) => entry.version));
    const unsent = (ticket.outbox ?? []).filter((event) => event.version > version && !known.has(event.version));
    const entries: Entry[] = isWhole ? [...kept, ...unsent] : kept;
    const rules = await this.rules.current();
    const state = { name: `tickets/${ticket.number}`, data: ticketView(ticket, new Date(this.time.now()), rules) };
    const timeline = { name: `tickets/${ticket.number}-timeline-${version + 1}`, data: { entries: entries.map(told) } };
    return {
      records: [...(isNew ? [state] : []), timeline],
      files: entries.flatMap(({ data }) => filesIn(data)),
      next: encodeCursor([of, id, isWhole ? 0 : entries.at(-1)!.version]),
    };
  }
}

const told = ({ subject, version, at, actor, data, text }: Entry) => ({
  what: subject,
  version,
  at,
  actor,
  data,
  ...(text !== undefined && { text }),
});

const filesIn = (data: object): PersonalFile[] =>
  ((data as Partial<MessageFacts>).attachments ?? []).map(({ id, name }) => ({ id, name }));
