import { Injectable } from '@nestjs/common';
import { structureChanged } from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { DrainJob } from '../deciding/drain.job.js';

/** Tells those who go by regions, teams, queues and shifts that they look again. */
@Injectable()
export class StructureNews {
  constructor(
    private readonly drain: DrainJob,
    private readonly publisher: EventPublisher,
  ) {}

  /** Tickets that wait may find somebody now. */
  changed(): void {
    this.drain.lookAgain();
  }

  /** The same, and what people see may be other tickets now. */
  teamsChanged(): void {
    this.drain.lookAgain();
    this.publisher.signal(structureChanged, {});
  }
}
