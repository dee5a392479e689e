import { Injectable } from '@nestjs/common';
import type { CustomerUpdated, Event } from '@deskbeat/contracts';
import { concernsRoutingOf, factsWith } from '../domain/ticket-facts.js';
import { customerChanged } from '../domain/ticket-moves.js';
import { Router } from '../routing/router.js';
import { AssignmentStore, type AssignmentDocument } from './assignment.store.js';
import { DrainJob } from './drain.job.js';

const page = 100;

/** Customers whom routing sees with other eyes now: their tickets that nobody has yet are routed anew. */
@Injectable()
export class CustomerChanges {
  constructor(
    private readonly assignments: AssignmentStore,
    private readonly router: Router,
    private readonly drain: DrainJob,
  ) {}

  async follow({ aggregateId, data: { changes }, actor, at }: Event<CustomerUpdated>): Promise<void> {
    if (!concernsRoutingOf(changes)) return;
    const origin = { actor, at: new Date(at) };
    for (let after: string | undefined = ''; after !== undefined;) {
      const tickets = await this.assignments.waitingOf(aggregateId, page, after);
      for (const { _id, about } of tickets) {
        const way = await this.router.wayOf(factsWith(about, changes));
        const decide = (now: AssignmentDocument) => customerChanged(now, changes, way);
        const { state, queueId } = await this.assignments.aggregates.revise(_id, origin, decide);
        if (state === 'waiting') this.drain.nudge(queueId);
      }
      after = tickets.length < page ? undefined : tickets.at(-1)!._id;
    }
  }
}
