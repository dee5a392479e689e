import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Overview, Wallboard } from '@deskbeat/contracts';
import { Board } from './domain/board.js';
import { wallboardOf } from './domain/wallboard.js';
import { FactStore, type FactDocument } from './fact.store.js';

const pageSize = 2_000;
/** Other replicas' writes are looked for at most so often, in the background; a board older than `staleMs` is read first. */
const freshMs = 2_000;
const staleMs = 10_000;
/** Clocks of replicas differ and writes take time: what changed this long before the newest known change is read again. */
const overlapMs = 15_000;

/** Keeps the board of this process level with the store: by what it writes itself, and by what others wrote. */
@Injectable()
export class BoardFeed implements OnApplicationBootstrap {
  private readonly logger = new Logger('board');
  private readonly board = new Board();
  private newest = 0;
  private readAt = -Infinity;
  private reading?: Promise<void>;

  constructor(private readonly facts: FactStore) {}

  onApplicationBootstrap(): void {
    this.catchUpLater();
  }

  take(facts: readonly FactDocument[]): void {
    for (const fact of facts) this.board.put(fact._id, fact.revision, fact);
  }

  async overview(since?: Date, until?: Date): Promise<Overview> {
    await this.freshen();
    return this.board.overview(since?.getTime(), until?.getTime());
  }

  async wallboard(today: Date, now: Date): Promise<Wallboard> {
    await this.freshen();
    return wallboardOf(this.board, today.getTime(), now.getTime());
  }

  private async freshen(): Promise<void> {
    const age = performance.now() - this.readAt;
    if (age > staleMs) await this.catchUp();
    else if (age > freshMs) this.catchUpLater();
  }

  private catchUpLater(): void {
    this.catchUp().catch((error: unknown) => this.logger.warn(`read later: ${String(error)}`));
  }

  private catchUp(): Promise<void> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<void> {
    const started = performance.now();
    const since = new Date(Math.max(0, this.newest - overlapMs));
    let page: FactDocument[] = [];
    do {
      page = await this.facts.changedSince(since, page.at(-1), pageSize);
      this.take(page);
      this.newest = Math.max(this.newest, page.at(-1)?.changedAt.getTime() ?? 0);
    } while (page.length === pageSize);
    this.readAt = started;
  }
}
