import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { IntakeConfig } from '../intake.config.js';
import { unpacked } from './domain/entry.js';
import { blockOf, placeIn, type Changes } from './domain/postings.js';
import { postingsId, type SearchEntry } from './search.schema.js';
import { SearchStore } from './search.store.js';

const leaseMs = 60_000;
/** Entries of one merge: it costs one write for each term, however many entries have it. */
const most = 4_000;
/** Documents of postings that one round trip changes. */
const together = 500;
const longAgo = new Date(0);

/** Brings entries into the postings when there are enough of them; until then every process keeps them in memory. */
@Injectable()
export class PostingsMerger implements OnApplicationShutdown {
  private readonly logger = new Logger('search');
  private readonly holder = randomUUID();
  private unmerged = Infinity;
  private merging?: Promise<void>;
  private closing = false;

  constructor(
    private readonly store: SearchStore,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /** Merges in the background when it is time; a flood waits for it. */
  async written(count: number): Promise<void> {
    const { SEARCH_MERGE_AT: enough } = this.config;
    this.unmerged += count;
    if (this.unmerged < enough || this.closing) return;
    this.merging ??= this.merge().finally(() => (this.merging = undefined));
    if (this.unmerged > enough * 4) await this.merging;
  }

  /**
   * Merges whatever there is, so that nothing is left of what entries have lost.
   * @returns false when another process is at it; then try again
   */
  async mergeAll(): Promise<boolean> {
    if (!(await this.store.lease(this.holder, new Date(), leaseMs))) return false;
    for (;;) {
      const outcome = await this.mergeSome();
      if (outcome === 'more' && !this.closing) continue;
      await this.store.release(this.holder);
      return outcome === 'done';
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    await this.merging;
  }

  private async merge(): Promise<void> {
    const { SEARCH_MERGE_AT: enough } = this.config;
    try {
      this.unmerged = await this.store.countFresh(most);
      if (this.unmerged < enough || !(await this.store.lease(this.holder, new Date(), leaseMs))) return;
      while (!this.closing && (await this.mergeSome()) === 'more') continue;
      this.unmerged = await this.store.countFresh(most);
      await this.store.release(this.holder);
    } catch (error) {
      this.logger.warn(`merge, will be tried again: ${String(error)}`);
    }
  }

  /** `lost`: another process does it. A kill at any point leaves what the next one does again. */
  private async mergeSome(): Promise<'done' | 'more' | 'lost'> {
    const entries = await this.store.fresh(longAgo, most);
    if (entries.length === 0) return 'done';
    const changes = [...changesBy(entries)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (let at = 0; at < changes.length; at += together) {
      if (!(await this.store.lease(this.holder, new Date(), leaseMs))) return 'lost';
      if (!(await this.store.change(changes.slice(at, at + together)))) return 'lost';
    }
    await this.store.settle(entries);
    return entries.length === most ? 'more' : 'done';
  }
}

/** What postings gain and lose, by their ids. */
function changesBy(entries: readonly SearchEntry[]): Map<string, Changes> {
  const changes = new Map<string, Changes>();
  const change = (n: number, term: string, mask: number | null): void => {
    const id = postingsId(blockOf(n), term);
    const of = changes.get(id) ?? new Map<number, number | null>();
    changes.set(id, of.set(placeIn(n), mask));
  };
  for (const { n, terms, was = '' } of entries) {
    for (const term of unpacked(was).keys()) change(n, term, null);
    for (const [term, mask] of unpacked(terms)) change(n, term, mask);
  }
  return changes;
}
