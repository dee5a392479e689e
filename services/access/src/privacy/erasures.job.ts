import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { ErasureService } from './erasure.service.js';

/** Goes on with erasures until they are done, in whichever replica. */
@Injectable()
export class ErasuresJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly alarm: DueAlarm;
  private readonly work: DueWork;

  constructor(erasures: ErasureService, time: Time) {
    this.alarm = new DueAlarm(time);
    this.work = new DueWork(this.alarm, {
      name: 'erasure',
      due: (now, limit, except) => erasures.due(now, limit, except),
      atOnce: 1,
      run: (id) => erasures.goOn(id),
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  /** There is something to do. */
  expect(): void {
    this.alarm.setFor(new Date(this.alarm.now()));
  }
}
