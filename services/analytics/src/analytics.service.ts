import { Injectable } from '@nestjs/common';
import type { Event, GetOverview, GetWallboard, Overview, Wallboard } from '@deskbeat/contracts';
import { Batch } from '@deskbeat/persistence';
import { BoardFeed } from './board-feed.js';
import { FactStore } from './fact.store.js';

@Injectable()
export class AnalyticsService {
  private readonly events: Batch<Event>;

  constructor(
    facts: FactStore,
    private readonly board: BoardFeed,
  ) {
    const write = async (events: Event[]): Promise<void> => this.board.take(await facts.record(events, new Date()));
    this.events = new Batch(write, { delayMs: 25, maxItems: 200 });
  }

  /** Resolves when the event is durable. */
  observe(event: Event): Promise<void> {
    return this.events.add(event);
  }

  overview({ since, until }: GetOverview): Promise<Overview> {
    return this.board.overview(since ? new Date(since) : undefined, until ? new Date(until) : undefined);
  }

  wallboard({ today }: GetWallboard): Promise<Wallboard> {
    return this.board.wallboard(new Date(today), new Date());
  }
}
