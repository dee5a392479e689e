import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueWork } from '@deskbeat/service';
import { RecountService } from './recount.service.js';
import { RecountStore } from './recount.store.js';

/** Starts recounts, and goes on with those that others have left. */
@Injectable()
export class RecountJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;
  private closing = false;

  constructor(store: RecountStore, recounts: RecountService) {
    this.work = new DueWork(recounts.alarm, {
      name: 'recount',
      due: (now, limit) => store.waiting(now, limit),
      run: (id) => recounts.work(id, () => this.closing),
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    this.closing = true;
    return this.work.stop();
  }
}
