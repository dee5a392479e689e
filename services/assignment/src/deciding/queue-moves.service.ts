import { Injectable } from '@nestjs/common';
import { Problem, type Actor, type AssignmentView, type MoveToQueue } from '@deskbeat/contracts';
import { StructureStore } from '../directory/structure.store.js';
import { holderOf } from '../domain/assignment.js';
import { requeued } from '../domain/requeue.js';
import { AssignmentStore } from './assignment.store.js';
import { DrainJob } from './drain.job.js';
import { DueDates } from './due-dates.js';
import { markAfter } from './in-line.js';
import { viewOf } from './views.js';

/** Tickets that people move to other queues. */
@Injectable()
export class QueueMoves {
  constructor(
    private readonly assignments: AssignmentStore,
    private readonly structure: StructureStore,
    private readonly drain: DrainJob,
    private readonly dueDates: DueDates,
  ) {}

  /** @throws Problem `not-found` when there is no such ticket or queue */
  async move({ ticketId, queueId, reason }: MoveToQueue, actor: Actor, at: Date): Promise<AssignmentView> {
    const queue = (await this.structure.allQueues()).find(({ _id }) => _id === queueId);
    if (!queue) throw new Problem('not-found', { context: { entity: 'queue', id: queueId } });
    const markAt = markAfter(queue, at);
    const to = { queueId, ...(markAt && { markAt }) };
    let formerId: string | undefined;
    const after = await this.assignments.aggregates.revise(ticketId, { actor, at }, (now) => {
      formerId = holderOf(now);
      return requeued(now, to, reason, actor, at);
    });
    await this.dueDates.refresh(ticketId);
    this.drain.nudge(queueId);
    if (formerId !== undefined) this.drain.relieve(formerId);
    return viewOf(after);
  }
}
