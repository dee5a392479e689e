import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { CalendarView, HolidayFeed } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { feedHolidays } from '../domain/calendar-changes.js';
import { need } from '../domain/edits.js';
import { RangeLeases } from '../timers/range-leases.js';
import { HolidayReader, wordsOf } from './holiday-reader.js';
import { RulesStore } from './rules.store.js';

const dayMs = 86_400_000;
const lookEveryMs = 600_000;

/** Reads the addresses of holidays again every day. One replica does: the one that has the first range of clocks. */
@Injectable()
export class HolidayFeedsJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('holiday feeds');
  private cancel: () => void = () => undefined;
  private working = Promise.resolve();
  private closing = false;

  constructor(
    private readonly store: RulesStore,
    private readonly reader: HolidayReader,
    private readonly leases: RangeLeases,
    private readonly time: Time,
  ) {}

  onApplicationBootstrap(): void {
    this.later();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    this.cancel();
    await this.working;
  }

  private later(): void {
    if (this.closing) return;
    this.cancel = this.time.in(lookEveryMs, () => {
      this.working = this.readAgain()
        .catch((error: unknown) => this.logger.warn(`looks again later: ${String(error)}`))
        .finally(() => this.later());
    });
  }

  private async readAgain(): Promise<void> {
    if (!this.leases.owns(0)) return;
    const { calendars } = await this.store.current();
    const old = new Date(this.time.now() - dayMs).toISOString();
    for (const calendar of calendars) {
      for (const feed of calendar.feeds) if (feed.url && feed.readAt < old) await this.refresh(calendar, feed);
    }
  }

  /** Every reading is noted, but only other days make another edition count differently. */
  private async refresh({ id }: CalendarView, feed: HolidayFeed): Promise<void> {
    const { lastError: _, ...before } = feed;
    const readAt = new Date(this.time.now()).toISOString();
    const after = await this.reader.readUrl(feed.url!).then(
      (dates): HolidayFeed => ({ ...before, dates, readAt }),
      (error: unknown): HolidayFeed => ({ ...before, readAt, lastError: wordsOf(error) }),
    );
    const origin = { actor: { kind: 'system', id: 'sla' } as const, at: new Date(this.time.now()) };
    await this.store.edit(origin, (rules) => {
      need(need(rules.calendars, id, 'calendar').feeds, feed.id, 'feed');
      return feedHolidays(rules, id, after, this.time.now());
    });
  }
}
