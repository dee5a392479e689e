import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { Problem } from '@deskbeat/contracts';
import type { Find } from '@deskbeat/messaging';
import { collectionOf, journalToken, type Journal } from '@deskbeat/persistence';
import { isOutside } from '../conversation/domain/outside-entry.js';
import type { StoredFile } from '../file/file.schema.js';
import { FileStore } from '../file/file.store.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';

const seenBy = { _id: 0, customerId: 1, inside: 1, assigneeId: 1, queueId: 1, watchers: 1, collaborators: 1 } as const;
const isNumber = (text: string): boolean => /^DB-\d+$/iu.test(text);

type Looked = Record<string, unknown>;

/** What permissions look at of tickets, assets and files. */
@Injectable()
export class SightStore {
  private readonly tickets: Collection<TicketDocument>;
  private readonly assets: Collection<{ _id: string; customerId?: string }>;

  constructor(
    @InjectModel('Ticket') tickets: Model<TicketDocument>,
    @InjectModel('Asset') assets: Model<{ _id: string; customerId?: string }>,
    @Inject(journalToken('ticket')) private readonly journal: Journal,
    private readonly files: FileStore,
  ) {
    this.tickets = collectionOf(tickets);
    this.assets = collectionOf(assets);
  }

  readonly find: Find = async (kind, ids) => {
    if (kind === 'ticket') return this.ofTickets(ids);
    if (kind === 'asset') return this.ofAssets(ids);
    if (kind === 'file')
      return (await Promise.all((await this.files.some(ids)).map((file) => this.ofFile(file)))).flat();
    return undefined;
  };

  /** @throws Problem `not-found` unless all of these tickets are there */
  async need(ids: readonly string[]): Promise<object> {
    const named = [...new Set(ids)];
    if ((await this.ofTickets(named)).length === named.length) return {};
    throw new Problem('not-found', { context: { entity: 'ticket' } });
  }

  private async ofTickets(ids: readonly string[]): Promise<Looked[]> {
    const numbers = ids.filter(isNumber).map((number) => number.toUpperCase());
    const others = ids.filter((id) => !isNumber(id));
    const [byNumber, byId] = await Promise.all([this.some('number', numbers), this.some('_id', others)]);
    return [...byNumber, ...byId];
  }

  private async some(key: 'number' | '_id', values: readonly string[]): Promise<Looked[]> {
    if (values.length === 0) return [];
    const filter = { [key]: { $in: [...values] } } as Filter<TicketDocument>;
    const hint = key === 'number' ? 'number' : '_id_';
    return this.tickets.find(filter, { projection: seenBy, hint }).toArray() as Promise<Looked[]>;
  }

  private async ofAssets(ids: readonly string[]): Promise<Looked[]> {
    const found = this.assets.find({ _id: { $in: [...ids] } }, { projection: { _id: 0, customerId: 1 } });
    return found.toArray() as Promise<Looked[]>;
  }

  /** A file is seen with its ticket, by the customer only where the entry is; before it is part of one, by who sent it. */
  private async ofFile({ metadata }: StoredFile): Promise<Looked[]> {
    const { ticketId, entry, by } = metadata;
    if (ticketId === undefined || entry === undefined) {
      return [by.kind === 'customer' ? { customerId: by.id } : { assigneeId: by.id }];
    }
    const [tickets, entries] = await Promise.all([this.ofTickets([ticketId]), this.journal.some(ticketId, [entry])]);
    const isShown = entries.some(isOutside);
    return tickets.map(({ customerId, ...ticket }) => ({ ...ticket, ...(isShown && { customerId }) }));
  }
}
