import { Injectable } from '@nestjs/common';
import { Problem, type Actor, type MovePlan, type PlannedMove, type Rebalance } from '@deskbeat/contracts';
import { AssignmentStore, type Assigned, type AssignmentDocument } from '../deciding/assignment.store.js';
import { DrainJob } from '../deciding/drain.job.js';
import { Staff } from '../deciding/staff.js';
import { toDeal } from '../domain/decisions.js';
import { levelled, type Movable } from '../domain/level.js';

const mostEach = 500;

/** Levels what the people of a queue have. Capacity holds: each ticket is dealt anew, first to who is planned. */
@Injectable()
export class RebalanceService {
  constructor(
    private readonly staff: Staff,
    private readonly assignments: AssignmentStore,
    private readonly drain: DrainJob,
  ) {}

  async level({ queueId, dryRun = false }: Rebalance, actor: Actor, at: Date): Promise<MovePlan> {
    const view = await this.staff.view();
    const queue = view.queues.get(queueId);
    if (!queue) throw new Problem('not-found', { context: { entity: 'queue', id: queueId } });
    const members = view.members.get(queueId) ?? [];
    const loads = await this.assignments.loads(members);
    const people = members.map((id) => ({ ...view.people.get(id)!, load: loads.get(id)?.points ?? 0 }));
    const open = (await Promise.all(members.map((id) => this.assignments.openOf(id, mostEach)))).flat();
    const tickets = new Map(open.filter((one) => one.queueId === queueId).map((one) => [one._id, one]));
    const newest = [...tickets.values()].sort((a, b) => b.assignedAt.getTime() - a.assignedAt.getTime()).map(movable);
    const plan = levelled(people, newest, queue.presenceRule, at);
    const moves = plan.map(({ ticketId, from, to }): PlannedMove => {
      return { ticketId, number: tickets.get(ticketId)!.number, fromPersonId: from, toPersonId: to };
    });
    if (!dryRun) await this.carryOut(moves, (id) => view.people.get(id)!.name, actor, at);
    return { dryRun, moves };
  }

  private async carryOut(moves: PlannedMove[], nameOf: (id: string) => string, actor: Actor, at: Date): Promise<void> {
    const by = actor.name ?? actor.id;
    await Promise.all(
      moves.map(({ ticketId, fromPersonId, toPersonId }) =>
        this.assignments.aggregates.revise(ticketId, { actor, at }, (now: AssignmentDocument) => {
          if (now.state !== 'assigned' || now.personId !== fromPersonId) return undefined;
          const reason = `Levelled by ${by}: from ${nameOf(fromPersonId)} to ${nameOf(toPersonId!)}`;
          return { next: toDeal(now, { prefer: { personId: toPersonId!, reason } }), facts: [] };
        }),
      ),
    );
    this.drain.lookAgain();
  }
}

const movable = ({ _id, personId, excluded, skills, points, about: { requesterId } }: Assigned): Movable => ({
  ticketId: _id,
  personId,
  excluded,
  skills,
  points,
  ...(requesterId !== undefined && { requesterId }),
});
