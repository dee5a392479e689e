import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { IntakeConfig } from '../intake.config.js';
import { TicketService } from '../ticket/ticket.service.js';
import { tick } from '../ticket/domain/silence-tick.js';
import { silenceRules } from './silence-rules.js';
import { SilenceStore } from './silence.store.js';

const actor = { kind: 'system', id: 'intake' } as const;

/** Reminds silent customers, then resolves and closes. Who of several replicas does it is decided by the write. */
@Injectable()
export class SilenceJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;

  constructor(store: SilenceStore, tickets: TicketService, time: Time, @Inject(IntakeConfig) config: IntakeConfig) {
    const rules = silenceRules(config);
    this.work = new DueWork(new DueAlarm(time), {
      name: 'silence',
      due: (now, limit, except) => store.due(now, limit, except),
      run: async (ticketId) => {
        const parentWaits = await store.parentWaits(ticketId);
        await tickets.change(ticketId, actor, (ticket, now, own) => {
          const outcome = tick(ticket, now, { ...rules, ticket: own }, parentWaits);
          return outcome === 'not-due' ? undefined : outcome;
        });
      },
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }
}
