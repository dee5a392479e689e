import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { CustomerStore } from './customer.store.js';
import { MergeService } from './merge.service.js';

/** A merge that is at work takes far less. */
const staleMs = 10_000;

/** Ends merges that were left in the middle. Harmless in any number of replicas. */
@Injectable()
export class SettleMergesJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;

  constructor(store: CustomerStore, merges: MergeService, time: Time) {
    const left = (now: number): Date => new Date(now - staleMs);
    this.work = new DueWork(new DueAlarm(time), {
      name: 'merge',
      due: (now, limit, except) => store.claimedBefore(left(now), limit, except),
      run: async (id) => merges.settle(await store.aggregates.need(id), left(time.now())),
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }
}
