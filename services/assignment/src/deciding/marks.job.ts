import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { StructureStore } from '../directory/structure.store.js';
import { type Outcome } from '../domain/assignment.js';
import { returned } from '../domain/by-hand.js';
import { unclaimed } from '../domain/decisions.js';
import { AssignmentStore, type AssignmentDocument } from './assignment.store.js';
import { system } from './system-actor.js';
import { DrainJob } from './drain.job.js';
import { DueDates } from './due-dates.js';
import { markAfter } from './in-line.js';

/** What is not picked up in time goes to the next one; of what nobody takes, the lead is told. */
@Injectable()
export class MarksJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;

  constructor(
    private readonly assignments: AssignmentStore,
    private readonly structure: StructureStore,
    private readonly drain: DrainJob,
    private readonly dueDates: DueDates,
    private readonly time: Time,
  ) {
    this.work = new DueWork(new DueAlarm(time), {
      name: 'pick-up',
      due: (now, limit, except) => assignments.marked(new Date(now), limit, except),
      next: (after) => assignments.nextMark(after),
      run: (ticketId) => this.reach(ticketId),
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  private async reach(ticketId: string): Promise<void> {
    const at = new Date(this.time.now());
    const before = await this.assignments.aggregates.need(ticketId);
    const { queueId } = before;
    const queue = await this.structure.queues.load(queueId);
    const team = queue?.teamId === undefined ? undefined : await this.structure.teams.load(queue.teamId);
    const decide = (now: AssignmentDocument): Outcome | undefined => {
      if (!now.markAt || now.markAt > at) return undefined;
      if (now.state === 'waiting') return unclaimed(now, team?.leadId);
      const reason = `Not picked up within ${queue?.pickUpMinutes ?? 0} minutes`;
      return returned(now, reason, system, at, markAfter(queue, at));
    };
    const after = await this.assignments.aggregates.revise(ticketId, { actor: system, at }, decide);
    if (after.state === 'waiting') await this.dueDates.refresh(ticketId);
    this.drain.nudge(after.queueId);
    if (before.state === 'assigned') this.drain.relieve(before.personId);
  }
}
