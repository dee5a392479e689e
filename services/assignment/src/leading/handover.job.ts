import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { PersonStore } from '../directory/person.store.js';
import { handedOver } from '../domain/person.js';
import { system } from '../deciding/system-actor.js';
import { HandoverService } from './handover.service.js';

/** Hands over what people have when they go: on leave, not active any more, gone from the directory. */
@Injectable()
export class HandoverJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly alarm: DueAlarm;
  private readonly work: DueWork;

  constructor(people: PersonStore, handover: HandoverService, time: Time) {
    this.alarm = new DueAlarm(time);
    this.work = new DueWork(this.alarm, {
      name: 'handover',
      due: (now, limit, except) => people.leaving(new Date(now), limit, except),
      run: async (personId) => {
        const at = new Date(time.now());
        await handover.leave(personId, at);
        await people.aggregates.revise(personId, { actor: system, at }, (person) => handedOver(person, at));
      },
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  /** Somebody goes at that instant. */
  expect(at: Date | undefined): void {
    if (at) this.alarm.setFor(at);
  }
}
