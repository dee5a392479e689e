import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { wake } from '../ticket/domain/attention.js';
import { TicketService } from '../ticket/ticket.service.js';
import { SnoozeStore } from './snooze.store.js';

const actor = { kind: 'system', id: 'intake' } as const;

/** Brings tickets back whose time has come. Which of several replicas does it is decided by the write. */
@Injectable()
export class SnoozeJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;

  constructor(store: SnoozeStore, tickets: TicketService, time: Time) {
    this.work = new DueWork(new DueAlarm(time), {
      name: 'snooze',
      due: (now, limit, except) => store.due(now, limit, except),
      next: (after) => store.next(after),
      run: (ticketId) => tickets.change(ticketId, actor, (ticket, now) => wake(ticket, 'time', now)),
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }
}
