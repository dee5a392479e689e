import { Injectable } from '@nestjs/common';
import { unpacked, type TermPlaces } from './domain/entry.js';
import type { SearchEntry } from './search.schema.js';
import { SearchStore } from './search.store.js';

/** How old the answer of a search may be. */
const staleMs = 250;
/** An entry may be seen this long after the instant that it names. */
const overlapMs = 3_000;
/** After this all is read anew: what was merged is forgotten, what came very late is found. */
const renewMs = 30_000;
const most = 20_000;
const longAgo = new Date(0);

/** The entries that postings do not have yet, by the digits of their tickets' numbers. */
@Injectable()
export class RecentEntries {
  private entries = new Map<number, { w: number; terms: TermPlaces }>();
  private readAt = 0;
  private renewedAt = 0;
  private newest = longAgo;
  private reading?: Promise<void>;

  constructor(private readonly store: SearchStore) {}

  async all(): Promise<ReadonlyMap<number, { terms: TermPlaces }>> {
    if (Date.now() - this.readAt > staleMs) {
      await (this.reading ??= this.read(Date.now()).finally(() => (this.reading = undefined)));
    }
    return this.entries;
  }

  private async read(now: number): Promise<void> {
    const anew = now - this.renewedAt > renewMs;
    const since = anew ? longAgo : new Date(this.newest.getTime() - overlapMs);
    const found = await this.store.fresh(since, most);
    if (anew) this.renewedAt = now;
    this.keep(found, anew ? new Map() : this.entries);
    this.readAt = now;
  }

  private keep(found: readonly SearchEntry[], entries: typeof this.entries): void {
    for (const { n, w, terms, fresh } of found) {
      const known = this.entries.get(n);
      entries.set(n, known?.w === w ? known : { w, terms: unpacked(terms) });
      if (fresh! > this.newest) this.newest = fresh!;
    }
    this.entries = entries;
  }
}
