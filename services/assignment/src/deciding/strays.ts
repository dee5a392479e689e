import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { defaultQueueId, StructureStore } from '../directory/structure.store.js';
import { toDeal } from '../domain/decisions.js';
import { AssignmentStore, type AssignmentDocument } from './assignment.store.js';
import { system } from './system-actor.js';
import { DrainJob } from './drain.job.js';

const page = 100;
const lookEveryMs = 60_000;

/** Brings tickets of queues that are gone to the default queue: no ticket is without one. */
@Injectable()
export class Strays implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('strays');
  private periodic?: NodeJS.Timeout;

  constructor(
    private readonly assignments: AssignmentStore,
    private readonly structure: StructureStore,
    private readonly drain: DrainJob,
  ) {}

  onApplicationBootstrap(): void {
    const look = (): void => void this.home().catch((error: unknown) => this.logger.warn(String(error)));
    look();
    this.periodic = setInterval(look, lookEveryMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.periodic);
  }

  /** A ticket may come by an older look at the queues: the next look finds it. */
  async home(): Promise<void> {
    const queues = (await this.structure.allQueues()).map(({ _id }) => _id);
    for (;;) {
      const strays = await this.assignments.strays(queues, page);
      if (strays.length === 0) return;
      const origin = { actor: system, at: new Date() };
      const decide = (now: AssignmentDocument) =>
        now.state === 'waiting' && !queues.includes(now.queueId)
          ? { next: toDeal(now, { queueId: defaultQueueId }), facts: [] }
          : undefined;
      await Promise.all(strays.map((id) => this.assignments.aggregates.revise(id, origin, decide)));
      this.drain.nudge(defaultQueueId);
    }
  }
}
