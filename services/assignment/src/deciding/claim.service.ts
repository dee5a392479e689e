import { Injectable } from '@nestjs/common';
import {
  Problem,
  problemOf,
  type AcceptTicket,
  type Actor,
  type AssignmentView,
  type ClaimTicket,
  type Event,
  type TakeNext,
  type TicketReplied,
} from '@deskbeat/contracts';
import { claimed } from '../domain/by-hand.js';
import type { Placement } from '../domain/dealing.js';
import { firstInLine, whyNoRoom, whyNotThisOne } from '../domain/eligible.js';
import { pickedUp } from '../domain/ticket-moves.js';
import { Outcomes } from '../learning/outcomes.js';
import { AssignmentStore, type AssignmentDocument, type Waiting } from './assignment.store.js';
import { Desk, type Known } from './desk.js';
import { Hands } from './hands.js';
import { inLineOf } from './in-line.js';

const looked = 50;
const attempts = 20;

/** What agents take by themselves. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly assignments: AssignmentStore,
    private readonly desk: Desk,
    private readonly hands: Hands,
    private readonly outcomes: Outcomes,
  ) {}

  /** @throws Problem `not-assignable` when somebody else was faster */
  async claim({ ticketId, personId }: ClaimTicket, actor: Actor, at: Date): Promise<AssignmentView> {
    const person = await this.hands.need(personId);
    let before: AssignmentDocument | undefined;
    const after = await this.assignments.aggregates.revise(ticketId, { actor, at }, (now) => {
      before = now;
      return claimed(now, person, actor, at);
    });
    await this.outcomes.chosen(before!, after, actor, at);
    return this.hands.given(after, person);
  }

  /**
   * By the desk, like every decision of the system: capacity holds, and two at once get two tickets.
   * @throws Problem `not-found` when nothing waits, `not-assignable` when there is no room
   */
  async takeNext({ personId, queueId }: TakeNext, actor: Actor, at: Date): Promise<AssignmentView> {
    const asking = await this.hands.need(personId);
    if (!asking.active) throw new Problem('not-assignable', { detail: 'the person is not active' });
    for (let attempt = 0; attempt < attempts; attempt++) {
      this.desk.forget();
      const known = await this.desk.look(at);
      const ticket = await this.next(known, personId, queueId);
      if (await this.take(known, ticket, personId, actor, at)) {
        return this.hands.viewOf(await this.assignments.aggregates.need(ticket._id));
      }
    }
    throw new Problem('overloaded', { detail: 'too many take tickets at once' });
  }

  async accept({ ticketId }: AcceptTicket, actor: Actor, at: Date): Promise<AssignmentView> {
    return this.hands.viewOf(await this.assignments.aggregates.revise(ticketId, { actor, at }, pickedUp));
  }

  /** An answer by whoever has the ticket is a beginning. */
  async answered({ aggregateId, actor, at }: Event<TicketReplied>): Promise<void> {
    if (actor.kind !== 'person') return;
    try {
      await this.assignments.aggregates.revise(aggregateId, { actor, at: new Date(at) }, pickedUp);
    } catch (error) {
      if (problemOf(error).code !== 'not-found') throw error;
    }
  }

  private async next(known: Known, personId: string, queueId: string | undefined): Promise<Waiting> {
    const person = known.people.get(personId)!;
    const own = [...known.members].filter(([id, ids]) => ids.includes(personId) && (queueId ?? id) === id);
    const lines = await Promise.all(own.map(([id]) => this.assignments.line(known.queues.get(id)!, looked)));
    const fits = (ticket: Waiting): boolean => !whyNotThisOne(person, inLineOf(ticket)) && !ticket.prefer?.regardless;
    const ticket = lines.flatMap((line) => line.filter(fits).slice(0, 1)).sort(firstInLine)[0];
    if (!ticket) throw new Problem('not-found', { detail: 'nothing waits that you could take' });
    const full = whyNoRoom(person, inLineOf(ticket).points);
    if (full) throw new Problem('not-assignable', { detail: full });
    return ticket;
  }

  private async take(known: Known, ticket: Waiting, personId: string, actor: Actor, at: Date): Promise<boolean> {
    const { desk, people, queues } = known;
    const person = people.get(personId)!;
    const turn = desk.turn + 1;
    const { points } = inLineOf(ticket);
    const reason = `Next in ${queues.get(ticket.queueId)!.name}, taken by ${person.name}`;
    const about = { ticketId: ticket._id, queueId: ticket.queueId, personId, turn, points };
    const placement: Placement = { ...about, mode: 'queue', reason, excluded: [], candidates: [] };
    const after = { ...known, people: new Map(people).set(personId, { ...person, load: person.load + points }) };
    const served = [...desk.served.filter(({ id }) => id !== personId), { id: personId, turn }];
    const change = { turn, rounds: desk.rounds, served };
    return this.desk.commit(after, { change, placements: [placement], tickets: [ticket] }, actor, at);
  }
}
