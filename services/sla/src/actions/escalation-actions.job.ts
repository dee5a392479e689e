import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { problemOf } from '@deskbeat/contracts';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { ClockStore, type ClockDocument } from '../clock/clock.store.js';
import type { PendingAction } from '../domain/clock-state.js';
import { rangeOf } from '../domain/ranges.js';
import { RangeLeases } from '../timers/range-leases.js';
import { EscalationActions } from './escalation-actions.js';

/** What could not be done in a day helps nobody any more. */
const pastMs = 86_400_000;

/** Does what escalation levels want, each once: the replica that has the clock does it. */
@Injectable()
export class EscalationActionsJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('escalation actions');
  private readonly work: DueWork;
  private readonly alarm: DueAlarm;

  constructor(
    private readonly clocks: ClockStore,
    private readonly actions: EscalationActions,
    leases: RangeLeases,
    time: Time,
  ) {
    this.alarm = new DueAlarm(time);
    this.work = new DueWork(this.alarm, {
      name: 'escalation action',
      due: async (now, limit, except) => {
        const ids = await this.clocks.withActions(new Date(now), limit, except);
        return ids.filter((id) => leases.owns(rangeOf(id)));
      },
      run: (ticketId) => this.run(ticketId),
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  private async run(ticketId: string): Promise<void> {
    const clock = await this.clocks.need(ticketId);
    for (const action of clock.actions ?? []) await this.one(clock, action);
  }

  private async one({ _id: ticketId }: ClockDocument, pending: PendingAction): Promise<void> {
    const outcome = await this.actions.perform(ticketId, pending).catch((error: unknown) => {
      const isPast = this.alarm.now() - pending.at.getTime() > pastMs;
      const { retryable, code } = problemOf(error);
      // Whoever changed the ticket just now, it can be looked at again.
      if ((retryable || code === 'version-conflict') && !isPast) throw error;
      this.logger.warn({ msg: 'escalation action given up', ticketId, key: pending.key, err: error });
      return 'moot' as const;
    });
    const isNoted = typeof outcome === 'object';
    await this.clocks.settle(ticketId, pending.key, isNoted ? { ...pending, ...outcome } : undefined);
    if (isNoted) await this.one({ _id: ticketId } as ClockDocument, { ...pending, ...outcome });
  }
}
