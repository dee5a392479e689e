import { Injectable } from '@nestjs/common';
import { Batch } from '@deskbeat/persistence';
import { ordinalOf, packed, packedUnion, termsOf } from './domain/entry.js';
import { FindableTickets } from './findable.js';
import { PostingsMerger } from './postings-merger.js';
import type { SearchEntry } from './search.schema.js';
import { SearchStore } from './search.store.js';

/** How often entries are made again when another process was faster. */
const attempts = 6;

/** Keeps the entries of tickets as the tickets are (docs/adr/0009-search-on-ordinary-indexes.md). */
@Injectable()
export class Indexer {
  private readonly gathered = new Batch<string>((ids) => this.index(ids), { delayMs: 100, maxItems: 200 });

  constructor(
    private readonly tickets: FindableTickets,
    private readonly store: SearchStore,
    private readonly merger: PostingsMerger,
  ) {}

  /** Resolves when what a ticket is now, or something newer, is on disk in the index. */
  changed(ticketId: string): Promise<void> {
    return this.gathered.add(ticketId);
  }

  /** Any number of times, in any order: an entry is made from what the ticket is. */
  async index(ticketIds: readonly string[]): Promise<void> {
    const ids = [...new Set(ticketIds)];
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const written = await this.tryIndex(ids);
      if (written === undefined) continue;
      await this.merger.written(written);
      return;
    }
    throw new Error(`others write the same entries all the time, ${ids[0]} for one`);
  }

  private async tryIndex(ids: readonly string[]): Promise<number | undefined> {
    // Entries first: what is written over an entry is never older than the ticket was then.
    const before = await this.store.entriesOf(ids);
    const tickets = await this.tickets.read(ids);
    const fresh = new Date();
    const entries = [...tickets].flatMap(([_id, ticket]): SearchEntry[] => {
      const terms = packed(termsOf(ticket));
      const old = before.get(_id);
      if (old?.terms === terms) return [];
      const entry = { _id, n: ordinalOf(ticket.number), w: (old?.w ?? 0) + 1, terms, fresh };
      return [old ? { ...entry, was: packedUnion(old.was ?? '', old.terms) } : entry];
    });
    return (await this.store.write(entries)) ? entries.length : undefined;
  }
}
