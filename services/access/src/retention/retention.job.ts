import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { RetentionRuns } from './runs.service.js';

/** Goes on with runs until they are done, in whichever replica. */
@Injectable()
export class RetentionJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly alarm: DueAlarm;
  private readonly work: DueWork;

  constructor(runs: RetentionRuns, time: Time) {
    this.alarm = new DueAlarm(time);
    this.work = new DueWork(this.alarm, {
      name: 'retention run',
      due: (now, limit, except) => runs.due(now, limit, except),
      atOnce: 1,
      run: (id) => runs.goOn(id),
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
