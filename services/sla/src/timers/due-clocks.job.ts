import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { isOutage } from '@deskbeat/messaging';
import { ClockService } from '../clock/clock.service.js';
import { ClockStore } from '../clock/clock.store.js';
import { Agenda, lookAheadMs, lookEveryMs } from './agenda.js';
import { RangeLeases } from './range-leases.js';

/** Marks of one range that are read at once. */
const page = 1_000;
const atOnce = 100;
/** A clock that cannot be told is left alone for so long, so that it does not stand in the way of the others. */
const setAsideMs = 60_000;
const mostSetAside = 1_000;

/** Says what falls due, oldest first. Who of several replicas says it is decided by the write. */
@Injectable()
export class DueClocksJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('due clocks');
  private readonly setAside = new Map<string, number>();
  private working?: Promise<void>;
  private again = false;
  private closing = false;
  private lookAt = -Infinity;

  constructor(
    private readonly store: ClockStore,
    private readonly clocks: ClockService,
    private readonly agenda: Agenda,
    private readonly leases: RangeLeases,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.leases.start(() => this.lookNow());
    this.agenda.open(() => this.ring());
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    this.agenda.close();
    await this.working;
  }

  private lookNow(): void {
    this.lookAt = -Infinity;
    this.ring();
  }

  private ring(): void {
    if (this.closing) return;
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = this.work()
      .catch((error: unknown) => this.logger.warn(`looks again: ${String(error)}`))
      .finally(() => {
        this.working = undefined;
        if (this.again && !this.closing) {
          this.again = false;
          this.ring();
        } else {
          this.agenda.setForNext(Math.max(this.lookAt, this.agenda.now() + 1));
        }
      });
  }

  private async work(): Promise<void> {
    while (!this.closing) {
      const more = this.agenda.now() >= this.lookAt && (await this.look());
      await this.tellDue();
      if (!more) return;
    }
  }

  /** Puts the marks of the next seconds on the agenda. @returns whether there are more of them */
  private async look(): Promise<boolean> {
    const now = this.agenda.now();
    this.lookAt = now + lookEveryMs;
    this.returnSetAside(now);
    const until = new Date(now + lookAheadMs);
    const found = await Promise.all(this.leases.ranges.map((range) => this.store.marksUntil(until, range, page)));
    // Beyond the end of a full page others may be older than what the other ranges gave.
    const ends = found.filter((marks) => marks.length === page).map((marks) => marks.at(-1)!.nextMarkAt.getTime());
    const end = Math.min(...ends);
    for (const { _id, nextMarkAt } of found.flat()) {
      if (nextMarkAt.getTime() <= end && !this.setAside.has(_id)) this.agenda.add(_id, nextMarkAt);
    }
    const more = end <= now && this.setAside.size < mostSetAside;
    if (more) this.lookAt = now;
    return more;
  }

  private async tellDue(): Promise<void> {
    const due = this.agenda.due();
    for (let at = 0; at < due.length && !this.closing; at += atOnce) {
      await Promise.all(due.slice(at, at + atOnce).map((ticketId) => this.tell(ticketId)));
    }
  }

  private async tell(ticketId: string): Promise<void> {
    try {
      await this.clocks.tick(ticketId);
    } catch (error) {
      if (isOutage(error)) throw error;
      if (this.setAside.size < mostSetAside) this.setAside.set(ticketId, this.agenda.now() + setAsideMs);
      this.logger.error({ msg: 'clock set aside', ticketId, err: error });
    }
  }

  private returnSetAside(now: number): void {
    for (const [ticketId, until] of this.setAside) if (until <= now) this.setAside.delete(ticketId);
  }
}
