import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueWork } from '@deskbeat/service';
import { ClockService } from '../clock/clock.service.js';
import { ClockStore } from '../clock/clock.store.js';
import { Agenda } from './agenda.js';
import { RangeLeases } from './range-leases.js';

/** Marks of one range that are read at once. */
const page = 1_000;

/** Says what falls due, oldest first. Who of several replicas says it is decided by the write. */
@Injectable()
export class DueClocksJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;

  constructor(
    private readonly store: ClockStore,
    clocks: ClockService,
    private readonly agenda: Agenda,
    private readonly leases: RangeLeases,
  ) {
    this.work = new DueWork(agenda.alarm, {
      name: 'clock',
      atOnce: 100,
      due: (now, limit, except) => this.due(now, limit, except),
      next: async (after) => agenda.next(after),
      run: (ticketId) => clocks.tick(ticketId),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.leases.start(() => this.agenda.lookNow());
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  private async due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    for (;;) {
      const until = this.agenda.lookUntil(now);
      const isWhole = !until || (await this.look(until, now, new Set(except)));
      const due = this.agenda.due(now, limit);
      if (due.length > 0 || isWhole) return due;
    }
  }

  /** @returns whether all marks until then are on the agenda */
  private async look(until: Date, now: number, except: ReadonlySet<string>): Promise<boolean> {
    const found = await Promise.all(this.leases.ranges.map((range) => this.store.marksUntil(until, range, page)));
    // Beyond the end of a full page others may be older than what the other ranges gave.
    const ends = found.filter((marks) => marks.length === page).map((marks) => marks.at(-1)!.nextMarkAt.getTime());
    const end = Math.min(...ends);
    const known = found.flat().filter(({ _id, nextMarkAt }) => nextMarkAt.getTime() <= end && !except.has(_id));
    for (const { _id, nextMarkAt } of known) this.agenda.add(_id, nextMarkAt);
    // A page of nothing but clocks that cannot be told would be read for ever.
    const isWhole = end > now || known.length === 0;
    this.agenda.looked(now, isWhole);
    return isWhole;
  }
}
