import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { isOutage } from '@deskbeat/messaging';
import { DueAlarm } from './due-alarm.js';
import { SlaService } from './sla.service.js';
import { SlaStore } from './sla.store.js';

const batch = 200;
const atOnce = 16;
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

  constructor(
    private readonly store: SlaStore,
    private readonly service: SlaService,
    private readonly alarm: DueAlarm,
  ) {}

  onApplicationBootstrap(): void {
    this.alarm.open(() => this.look());
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    this.alarm.close();
    await this.working;
  }

  private look(): void {
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = this.tellDue()
      .catch((error: unknown) => this.logger.warn(`looks again at the next sweep: ${String(error)}`))
      .finally(() => {
        this.working = undefined;
        if (this.again && !this.closing) {
          this.again = false;
          this.look();
        } else {
          this.alarm.setFor();
        }
      });
  }

  private async tellDue(): Promise<void> {
    while (!this.closing) {
      const now = this.alarm.now();
      this.returnSetAside(now);
      const due = await this.store.due(now, batch, [...this.setAside.keys()]);
      if (due.length === 0) {
        const next = await this.store.nextMark(now);
        if (next !== undefined) this.alarm.setFor(new Date(next));
        return;
      }
      for (let at = 0; at < due.length && !this.closing; at += atOnce) {
        await Promise.all(due.slice(at, at + atOnce).map((ticketId) => this.tell(ticketId)));
      }
    }
  }

  private async tell(ticketId: string): Promise<void> {
    try {
      await this.service.tick(ticketId);
    } catch (error) {
      if (isOutage(error)) throw error;
      if (this.setAside.size < mostSetAside) this.setAside.set(ticketId, this.alarm.now() + setAsideMs);
      this.logger.error({ msg: 'clock set aside', ticketId, err: error });
    }
  }

  private returnSetAside(now: number): void {
    for (const [ticketId, until] of this.setAside) if (until <= now) this.setAside.delete(ticketId);
  }
}
