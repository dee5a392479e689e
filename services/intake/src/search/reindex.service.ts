import { Injectable } from '@nestjs/common';
import type { IndexedTickets, IndexTickets } from '@deskbeat/contracts';
import { TicketStore } from '../ticket/ticket.store.js';
import { Indexer } from './indexer.service.js';

const part = 500;

/** Makes entries of tickets anew, part by part: a run that was broken off goes on where it ended. */
@Injectable()
export class Reindexing {
  constructor(
    private readonly store: TicketStore,
    private readonly indexer: Indexer,
  ) {}

  async some({ after, limit = part }: IndexTickets): Promise<IndexedTickets> {
    const ids = await this.store.idsAfter(after, limit);
    if (ids.length > 0) await this.indexer.index(ids);
    return { indexed: ids.length, ...(ids.length === limit && { next: ids.at(-1)! }) };
  }

  /** Tickets are found by the names and addresses of their customer. */
  async ofCustomer(customerId: string): Promise<void> {
    let last: string | undefined;
    do {
      const ids = await this.store.idsAfter(last, part, customerId);
      if (ids.length > 0) await this.indexer.index(ids);
      last = ids.length === part ? ids.at(-1) : undefined;
    } while (last !== undefined);
  }
}
