import { Injectable } from '@nestjs/common';
import type { Actor } from '@deskbeat/contracts';
import type { Change } from '@deskbeat/persistence';
import { hasTurn } from '../domain/assignment.js';
import { pointsOf } from '../domain/capacity.js';
import type { Placement } from '../domain/dealing.js';
import { byTurn } from '../domain/decisions.js';
import { givenBack } from '../domain/turns.js';
import { AssignmentStore, type AssignmentDocument } from './assignment.store.js';
import { DeskStore, roundIn, withRound, type DeskDocument } from './desk.store.js';
import { markAfter, originOf } from './in-line.js';
import { Staff, type StaffView } from './staff.js';
import { system } from './system-actor.js';

/** The desk and the people as this process knows them: true as long as the desk's version is. */
export interface Known extends StaffView {
  desk: DeskDocument;
  /** The stored desk still names reservations that are carried out. */
  untidy: boolean;
  /** Which look of this process it is from. */
  look: number;
}

/** What was decided: where the rounds stand afterwards, who gets what, and the tickets as they were looked at. */
export interface Decided {
  change: Pick<DeskDocument, 'turn' | 'rounds' | 'served'>;
  placements: Placement[];
  tickets: readonly AssignmentDocument[];
}

interface CarriedOut {
  /** Of tickets that somebody else wrote meanwhile. */
  refused: Placement[];
  /** Of tickets that went another way: they come to nothing. */
  dropped: Placement[];
}

/**
 * The desk that every decision of the system goes over (docs/adr/0011-one-desk.md). One write moves the rounds and reserves
 * the tickets, the next ones hand them over: whoever dies in between leaves reservations, and the next look of any process
 * carries out exactly those.
 */
@Injectable()
export class Desk {
  private known?: Known;
  private forgotten = 0;
  private looks = 0;

  constructor(
    private readonly desk: DeskStore,
    private readonly staff: Staff,
    private readonly assignments: AssignmentStore,
  ) {}

  /** Trusts nothing that was read before. */
  forget(): void {
    this.known = undefined;
    this.forgotten++;
  }

  /** Number of the newest look. */
  get lastLook(): number {
    return this.looks;
  }

  /** What is known now; what a process that died had decided is carried out. */
  async look(now: Date): Promise<Known> {
    if (this.known) return this.known;
    const { forgotten } = this;
    const look = ++this.looks;
    const [desk, view] = await Promise.all([this.desk.load(), this.staff.view()]);
    const settled = await this.settle(desk, view, now);
    const people = await this.staff.withLoads(view);
    const known = { ...view, people, desk: settled, untidy: desk.reservations.length > 0, look };
    if (forgotten === this.forgotten) this.known = known;
    return known;
  }

  /**
   * Counts anew what these people have, who have less than is known.
   * @returns ids of the queues that may go on
   */
  async recount(personIds: readonly string[], now: Date): Promise<string[]> {
    const { known: before } = this;
    const known = before ?? (await this.look(now));
    const limited = personIds.filter((id) => known.people.get(id)?.capacity);
    if (before) {
      const loads = await this.staff.loadsOf(personIds);
      const people = new Map(before.people);
      for (const id of personIds) {
        const person = people.get(id);
        if (person) people.set(id, { ...person, load: loads.get(id) ?? 0 });
      }
      if (this.known === before) this.known = { ...before, people };
      else this.forget();
    }
    return [...known.members].filter(([, ids]) => limited.some((id) => ids.includes(id))).map(([id]) => id);
  }

  /**
   * Writes decisions that were taken with what is known, and hands the tickets over.
   * @param known with what people have afterwards
   * @returns false when somebody else was faster, or a ticket went another way: look again
   */
  async commit(known: Known, { change, placements, tickets }: Decided, by: Actor, now: Date): Promise<boolean> {
    this.forget();
    const kept = known.desk.reservations;
    const moved = await this.desk.move(known.desk, { ...change, reservations: [...kept, ...placements] });
    if (!moved) return false;
    const refused = await this.handOver(placements, new Map(tickets.map((one) => [one._id, one])), known, by, now);
    const rest = await this.carryOut(refused, known, by, now);
    if (rest.refused.length + rest.dropped.length + kept.length > 0) return false;
    this.known = { ...known, desk: { ...moved, reservations: [] }, untidy: true };
    return true;
  }

  /** Takes what is carried out off the desk. */
  async tidy(known: Known): Promise<void> {
    if (!known.untidy || known.desk.reservations.length > 0) return;
    const desk = await this.desk.move(known.desk, { reservations: [] });
    if (desk) this.known = { ...known, desk, untidy: false };
    else this.forget();
  }

  /** Carries out what was reserved; a turn whose ticket went another way is given back to the round. */
  private async settle(desk: DeskDocument, view: StaffView, now: Date): Promise<DeskDocument> {
    const { refused, dropped } = await this.carryOut(desk.reservations, view, system, now);
    let { rounds } = desk;
    for (const { queueId, personId, inRound } of dropped) {
      if (!inRound) continue;
      const runner = { id: personId, weight: view.people.get(personId)?.weight ?? 1 };
      rounds = withRound({ rounds }, queueId, givenBack(roundIn({ rounds }, queueId), runner));
    }
    return { ...desk, rounds, reservations: refused };
  }

  /** Hands over what is reserved and still can be. */
  private async carryOut(reserved: Placement[], view: StaffView, by: Actor, now: Date): Promise<CarriedOut> {
    if (reserved.length === 0) return { refused: [], dropped: [] };
    const found = await this.assignments.byIds(reserved.map(({ ticketId }) => ticketId));
    const tickets = new Map(found.map((assignment) => [assignment._id, assignment]));
    const open = reserved.filter(({ ticketId, turn }) => {
      const ticket = tickets.get(ticketId);
      return !ticket || !hasTurn(ticket, turn);
    });
    const valid = open.filter((placement) => view.people.has(placement.personId) && fits(placement, tickets));
    const refused = await this.handOver(valid, tickets, view, by, now);
    return { refused, dropped: open.filter((placement) => !valid.includes(placement)) };
  }

  /** @returns the placements of tickets that somebody else wrote meanwhile */
  private async handOver(
    placements: Placement[],
    tickets: ReadonlyMap<string, AssignmentDocument>,
    { people, queues }: StaffView,
    by: Actor,
    at: Date,
  ): Promise<Placement[]> {
    const changes = placements.map((placement): Change<AssignmentDocument> => {
      const before = tickets.get(placement.ticketId)!;
      const { id, name, email, active } = people.get(placement.personId)!;
      const person = { id, name, active, ...(email !== undefined && { email }) };
      const markAt = placement.mode === 'queue' ? undefined : markAfter(queues.get(placement.queueId), at);
      return { before, revision: byTurn(before, person, placement, by, at, markAt), origin: originOf(before, by, at) };
    });
    const { refused } = await this.assignments.aggregates.saveMany(changes);
    return placements.filter(({ ticketId }) => refused.includes(ticketId));
  }
}

/** Whether the ticket is as it was when it was reserved, as far as that matters. */
function fits({ ticketId, queueId, personId, points }: Placement, tickets: ReadonlyMap<string, AssignmentDocument>) {
  const ticket = tickets.get(ticketId);
  if (ticket?.state !== 'waiting' || ticket.queueId !== queueId) return false;
  return !ticket.excluded.includes(personId) && pointsOf(ticket.rank, false) <= points;
}
