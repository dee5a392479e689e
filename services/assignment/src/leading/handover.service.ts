import { Injectable } from '@nestjs/common';
import { Problem, type Actor, type HandOver, type MovePlan } from '@deskbeat/contracts';
import { AssignmentStore, type Assigned, type AssignmentDocument } from '../deciding/assignment.store.js';
import { system } from '../deciding/system-actor.js';
import { DrainJob } from '../deciding/drain.job.js';
import { DueDates } from '../deciding/due-dates.js';
import { PersonStore } from '../directory/person.store.js';
import { handedBack, toDeal } from '../domain/decisions.js';
import { deputyOf, leaveAt, personStateOf } from '../domain/person.js';

const page = 100;
const mostPlanned = 1_000;

interface Handing {
  personId: string;
  why: string;
  to?: { id: string; name: string };
}

/** Gives what somebody has to a deputy as far as there is room, or back to where it came from. */
@Injectable()
export class HandoverService {
  constructor(
    private readonly people: PersonStore,
    private readonly assignments: AssignmentStore,
    private readonly drain: DrainJob,
    private readonly dueDates: DueDates,
  ) {}

  /** Everything that somebody has who is not active or on leave now. */
  async leave(personId: string, at: Date): Promise<void> {
    const person = personStateOf(await this.people.aggregates.need(personId));
    const why = !person.active ? 'is not active any more' : leaveAt(person, at) ? 'is on leave' : undefined;
    if (!why) return;
    const deputyId = deputyOf(person, at);
    const deputy = deputyId === undefined ? undefined : await this.people.aggregates.load(deputyId);
    const to = deputy?.active ? { id: deputy._id, name: deputy.name } : undefined;
    await this.all({ personId, why: `${person.name} ${why}`, ...(to && { to }) }, system, at);
  }

  /** What a lead or the person asks for. @throws Problem `not-assignable` when who gets it is not active */
  async asked({ personId, toPersonId, reason, dryRun = false }: HandOver, by: Actor, at: Date): Promise<MovePlan> {
    await this.people.aggregates.need(personId);
    const receiver = toPersonId === undefined ? undefined : await this.people.aggregates.need(toPersonId);
    if (receiver && !receiver.active) throw new Problem('not-assignable', { detail: 'the person is not active' });
    const open = await this.assignments.openOf(personId, mostPlanned);
    const moves = open.map(({ _id, number }) => {
      return { ticketId: _id, number, fromPersonId: personId, ...(toPersonId !== undefined && { toPersonId }) };
    });
    const handing = { personId, why: reason, ...(receiver && { to: { id: receiver._id, name: receiver.name } }) };
    if (!dryRun) await this.give(open, handing, by, at);
    return { dryRun, moves };
  }

  private async all(handing: Handing, by: Actor, at: Date): Promise<void> {
    for (;;) {
      const open = await this.assignments.openOf(handing.personId, page);
      await this.give(open, handing, by, at);
      if (open.length < page) return;
    }
  }

  private async give(open: readonly Assigned[], { personId, why, to }: Handing, by: Actor, at: Date): Promise<void> {
    const decide = (now: AssignmentDocument) => {
      if (now.state !== 'assigned' || now.personId !== personId) return undefined;
      if (!to) return handedBack(now, why, by, at);
      return { next: toDeal(now, { prefer: { personId: to.id, reason: `${why}: ${to.name} takes over` } }), facts: [] };
    };
    await Promise.all(open.map(({ _id }) => this.assignments.aggregates.revise(_id, { actor: by, at }, decide)));
    if (!to) await Promise.all(open.map(({ _id }) => this.dueDates.refresh(_id)));
    for (const { queueId } of open) this.drain.nudge(queueId);
  }
}
