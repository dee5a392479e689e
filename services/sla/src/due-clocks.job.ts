import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueAlarm, DueWork } from '@deskbeat/service';
import { SlaService } from './sla.service.js';
import { SlaStore } from './sla.store.js';

/** Says what falls due. Who of several replicas says it is decided by the write. */
@Injectable()
export class DueClocksJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;

  constructor(store: SlaStore, service: SlaService, alarm: DueAlarm) {
    this.work = new DueWork(alarm, {
      name: 'clock',
      due: (now, limit, except) => store.due(now, limit, except),
      next: (after) => store.nextMark(after),
      run: (ticketId) => service.tick(ticketId),
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }
}
