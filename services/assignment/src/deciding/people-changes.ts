import { Injectable } from '@nestjs/common';
import { DeskStore } from './desk.store.js';
import { DrainJob } from './drain.job.js';

/** People came, went or got something: nothing is decided by how it was before, and the queues are looked at. */
@Injectable()
export class PeopleChanges {
  constructor(
    private readonly desk: DeskStore,
    private readonly drain: DrainJob,
  ) {}

  async told(): Promise<void> {
    await this.desk.peopleChanged();
    this.drain.lookAgain();
  }
}
