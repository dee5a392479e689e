import { Injectable } from '@nestjs/common';
import {
  priorities,
  Problem,
  problemOf,
  type Actor,
  type AssignmentView,
  type AssignTicket,
  type Event,
  type GetAssignment,
  type ReturnTicket,
  type TicketOpened,
  type TicketStatusChanged,
  type TicketUpdated,
} from '@deskbeat/contracts';
import { currentTraceparent } from '@deskbeat/messaging';
import { Batch, type Origin } from '@deskbeat/persistence';
import { AssignmentStore, type AssignmentDocument } from './assignment.store.js';
import { byHand, holderOf, returned, waiting, type Assignee, type Outcome } from './domain/assignment.js';
import { concerns, moved, reprioritised } from './domain/ticket-moves.js';
import { DrainJob } from './drain.job.js';
import { PersonStore, type PersonDocument } from './person.store.js';
import { defaultQueueId } from './queue.store.js';
import { viewOf } from './views.js';

type Arrival = Parameters<AssignmentStore['aggregates']['createMany']>[0][number];

/** What happens to tickets, as far as it concerns who has them. */
@Injectable()
export class AssignmentService {
  private readonly arrivals: Batch<Arrival>;

  constructor(
    private readonly assignments: AssignmentStore,
    private readonly people: PersonStore,
    private readonly drain: DrainJob,
  ) {
    const write = (states: Arrival[]): Promise<void> => assignments.aggregates.createMany(states);
    this.arrivals = new Batch(write, { delayMs: 8, maxItems: 32 });
  }

  /** A ticket that came before stays as it is. */
  async takeIn({ aggregateId, version, data }: Event<TicketOpened>): Promise<void> {
    const { number, subject, priority, reportedAt } = data;
    const traceparent = currentTraceparent();
    const arrived = { number, subject, priority, reportedAt: new Date(reportedAt), version };
    const arrival = { ...arrived, ...(traceparent && { traceparent }) };
    await this.arrivals.add({ _id: aggregateId, ...waiting(defaultQueueId, arrival) } as Arrival);
    this.drain.nudge();
  }

  async reprioritise({ aggregateId, version, data, actor, at }: Event<TicketUpdated>): Promise<void> {
    const priority = priorities.find((known) => known === data.changes.priority?.to);
    if (!priority) return;
    await this.follow(aggregateId, { actor, at: new Date(at) }, (now) => reprioritised(now, priority, version));
  }

  /** The work is done, or comes back. */
  async move({ aggregateId, version, data, actor, at }: Event<TicketStatusChanged>): Promise<void> {
    const move = { from: data.from, to: data.to, version };
    if (!concerns(move)) return;
    const origin = { actor, at: new Date(at) };
    const former = await this.formerOf(aggregateId);
    const { state } = await this.follow(aggregateId, origin, (now) => moved(now, move, former, actor, origin.at));
    if (state === 'waiting') this.drain.nudge();
  }

  async assign({ ticketId, personId, reason }: AssignTicket, actor: Actor, at: Date): Promise<AssignmentView> {
    const person = assigneeOf(await this.people.aggregates.need(personId));
    const decide = (now: AssignmentDocument) => byHand(now, person, reason, actor, at);
    return viewOf(await this.assignments.aggregates.revise(ticketId, { actor, at }, decide));
  }

  async return({ ticketId, reason }: ReturnTicket, actor: Actor, at: Date): Promise<AssignmentView> {
    const decide = (now: AssignmentDocument) => returned(now, reason, actor, at);
    const after = await this.assignments.aggregates.revise(ticketId, { actor, at }, decide);
    this.drain.nudge();
    return viewOf(after);
  }

  async get({ ticketId }: GetAssignment): Promise<AssignmentView> {
    return viewOf(await this.assignments.aggregates.need(ticketId));
  }

  private async formerOf(ticketId: string): Promise<Assignee | undefined> {
    const assignment = await this.assignments.aggregates.load(ticketId);
    const personId = assignment && holderOf(assignment);
    const person = personId === undefined ? undefined : await this.people.aggregates.load(personId);
    return person && assigneeOf(person);
  }

  /** Other events may overtake the one that opened the ticket. */
  private async follow(
    ticketId: string,
    origin: Origin,
    decide: (now: AssignmentDocument) => Outcome | undefined,
  ): Promise<AssignmentDocument> {
    try {
      return await this.assignments.aggregates.revise(ticketId, origin, decide);
    } catch (error) {
      if (problemOf(error).code === 'not-found') throw new Problem('too-early', { context: { ticketId } });
      throw error;
    }
  }
}

const assigneeOf = ({ _id, name, email, active }: PersonDocument): Assignee => ({
  id: _id,
  name,
  active,
  ...(email !== undefined && { email }),
});
