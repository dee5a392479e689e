import { Injectable } from '@nestjs/common';
import {
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
import { Gather, type Origin } from '@deskbeat/persistence';
import { holderOf, waiting, type Outcome } from '../domain/assignment.js';
import { byHand, returned } from '../domain/by-hand.js';
import { concernsRouting, factsAfter, factsOf } from '../domain/ticket-facts.js';
import { concerns, moved, refiled } from '../domain/ticket-moves.js';
import { Outcomes } from '../learning/outcomes.js';
import { Router } from '../routing/router.js';
import { AssignmentStore, type AssignmentDocument } from './assignment.store.js';
import { DrainJob } from './drain.job.js';
import { DueDates } from './due-dates.js';
import { Hands } from './hands.js';
import { PeopleChanges } from './people-changes.js';

type Arrival = Parameters<AssignmentStore['aggregates']['createMany']>[0][number];

/** What happens to tickets, as far as it concerns who has them. */
@Injectable()
export class AssignmentService {
  /** One alone does not wait; those that come meanwhile go together. */
  private readonly arrivals: Gather<Arrival, undefined>;

  constructor(
    private readonly assignments: AssignmentStore,
    private readonly router: Router,
    private readonly hands: Hands,
    private readonly drain: DrainJob,
    private readonly outcomes: Outcomes,
    private readonly dueDates: DueDates,
    private readonly changes: PeopleChanges,
  ) {
    this.arrivals = new Gather(async (states) => {
      await assignments.aggregates.createMany(states);
      return states.map(() => undefined);
    });
  }

  /** A ticket that came before stays as it is. */
  async takeIn({ aggregateId, version, data }: Event<TicketOpened>): Promise<void> {
    const { number, subject, reportedAt } = data;
    const traceparent = currentTraceparent();
    const about = factsOf(data);
    const way = await this.router.wayOf(about);
    const arrived = { number, subject, about, reportedAt: new Date(reportedAt), version };
    const arrival = { ...arrived, ...(traceparent && { traceparent }) };
    await this.arrivals.add({ _id: aggregateId, ...waiting(way, arrival) } as Arrival);
    this.drain.nudge(way.queueId);
  }

  /** Other facts may send it elsewhere, unless a person holds it. */
  async refile({ aggregateId, version, data, actor, at }: Event<TicketUpdated>): Promise<void> {
    if (!concernsRouting(data)) return;
    const before = await this.need(aggregateId);
    const way = await this.router.wayOf(factsAfter(before.about, data));
    const decide = (now: AssignmentDocument) => refiled(now, factsAfter(now.about, data), way, version);
    const after = await this.follow(aggregateId, { actor, at: new Date(at) }, decide);
    if (after.state === 'waiting') this.drain.nudge(after.queueId);
    else await this.weighed(before, after);
  }

  /** The work is done, waits for the customer, or comes back. */
  async move({ aggregateId, version, data, actor, at }: Event<TicketStatusChanged>): Promise<void> {
    const move = { from: data.from, to: data.to, version };
    if (!concerns(move)) return;
    const origin = { actor, at: new Date(at) };
    const before = await this.need(aggregateId);
    const personId = holderOf(before);
    const former = personId === undefined ? undefined : await this.hands.find(personId);
    const queueId = await this.router.queueAfter(former, before.queueId);
    const decide = (now: AssignmentDocument) => moved(now, move, former, queueId, origin.at);
    const after = await this.follow(aggregateId, origin, decide);
    if (after.seen.status === version) await this.outcomes.of(before, after, origin.at);
    if (after.state !== 'waiting') return this.weighed(before, after);
    this.drain.nudge(after.queueId);
    if (before.state === 'done') await this.dueDates.refresh(aggregateId);
  }

  async assign({ ticketId, personId, reason }: AssignTicket, actor: Actor, at: Date): Promise<AssignmentView> {
    const person = await this.hands.need(personId);
    let before: AssignmentDocument | undefined;
    const after = await this.assignments.aggregates.revise(ticketId, { actor, at }, (now) => {
      before = now;
      return byHand(now, person, reason, actor, at);
    });
    await this.outcomes.chosen(before!, after, actor, at);
    const formerId = holderOf(before!);
    if (formerId !== undefined && formerId !== personId) this.drain.relieve(formerId);
    return this.hands.given(after, person);
  }

  async return({ ticketId, reason }: ReturnTicket, actor: Actor, at: Date): Promise<AssignmentView> {
    let formerId: string | undefined;
    const after = await this.assignments.aggregates.revise(ticketId, { actor, at }, (now) => {
      formerId = holderOf(now);
      return returned(now, reason, actor, at);
    });
    await this.dueDates.refresh(ticketId);
    this.drain.nudge(after.queueId);
    if (formerId !== undefined) this.drain.relieve(formerId);
    return this.hands.viewOf(after);
  }

  async get({ ticketId }: GetAssignment): Promise<AssignmentView> {
    return this.hands.viewOf(await this.assignments.aggregates.need(ticketId));
  }

  /** Who has it has more or less to do now: no decision may count on room that is gone, and none waits for room that is free. */
  private async weighed(before: AssignmentDocument, after: AssignmentDocument): Promise<void> {
    const [personId, more] = [holderOf(before), heldPoints(after) - heldPoints(before)];
    if (personId === undefined || more === 0) return;
    if (more < 0) this.drain.relieve(personId);
    else if ((await this.hands.find(personId))?.capacity) await this.changes.told();
  }

  private async need(ticketId: string): Promise<AssignmentDocument> {
    return this.assignments.aggregates.need(ticketId).catch(notYet(ticketId));
  }

  /** Other events may overtake the one that opened the ticket. */
  private async follow(
    ticketId: string,
    origin: Origin,
    decide: (now: AssignmentDocument) => Outcome | undefined,
  ): Promise<AssignmentDocument> {
    return this.assignments.aggregates.revise(ticketId, origin, decide).catch(notYet(ticketId));
  }
}

const heldPoints = (assignment: AssignmentDocument): number =>
  assignment.state === 'assigned' ? assignment.points : 0;

export const notYet =
  (ticketId: string) =>
  (error: unknown): never => {
    if (problemOf(error).code === 'not-found') throw new Problem('too-early', { context: { ticketId } });
    throw error;
  };
