import { Injectable } from '@nestjs/common';
import { DrainJob } from '../deciding/drain.job.js';
import { AssignmentStore, type AssignmentDocument } from '../deciding/assignment.store.js';
import { system } from '../deciding/decider.js';
import { PersonStore } from '../directory/person.store.js';
import { handedBack, toDeal } from '../domain/decisions.js';
import { deputyOf, leaveAt, personStateOf } from '../domain/person.js';

const page = 100;

/** Gives what somebody has to a deputy, or back to where it came from. */
@Injectable()
export class HandoverService {
  constructor(
    private readonly people: PersonStore,
    private readonly assignments: AssignmentStore,
    private readonly drain: DrainJob,
  ) {}

  /** Everything that somebody has who is not active or on leave now. */
  async leave(personId: string, at: Date): Promise<void> {
    const document = await this.people.aggregates.need(personId);
    const person = personStateOf(document);
    const why = !person.active ? 'is not active any more' : leaveAt(person, at) ? 'is on leave' : undefined;
    if (!why) return;
    const deputyId = deputyOf(person, at);
    const deputy = deputyId === undefined ? undefined : await this.people.aggregates.load(deputyId);
    const to = deputy?.active ? { id: deputy._id, name: deputy.name } : undefined;
    await this.handOver(personId, `${person.name} ${why}`, to, at);
  }

  private async handOver(personId: string, why: string, to: { id: string; name: string } | undefined, at: Date) {
    const decide = (now: AssignmentDocument) => {
      if (now.state !== 'assigned' || now.personId !== personId) return undefined;
      if (!to) return handedBack(now, why, system, at);
      return { next: toDeal(now, { prefer: { personId: to.id, reason: `${why}: ${to.name} takes over` } }), facts: [] };
    };
    for (;;) {
      const open = await this.assignments.openOf(personId, page);
      const origin = { actor: system, at };
      await Promise.all(open.map(({ _id }) => this.assignments.aggregates.revise(_id, origin, decide)));
      for (const { queueId } of open) this.drain.nudge(queueId);
      if (open.length < page) return;
    }
  }
}
