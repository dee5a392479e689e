import { Injectable } from '@nestjs/common';
import type { Actor } from '@deskbeat/contracts';
import type { Change } from '@deskbeat/persistence';
import type { QueueDocument } from '../directory/structure.store.js';
import { hasTurn } from '../domain/assignment.js';
import { byTurn, nobody } from '../domain/decisions.js';
import { deal, type Dealing, type Left, type Placement } from '../domain/deal.js';
import { whyNotThere, type Candidate } from '../domain/eligible.js';
import { givenBack } from '../domain/turns.js';
import { Matters } from '../learning/matters.js';
import { AssignmentStore, type AssignmentDocument, type Waiting } from './assignment.store.js';
import { DeskStore, roundIn, withRound, type DeskDocument } from './desk.store.js';
import { inLineOf, markAfter, originOf } from './in-line.js';
import { Staff, type StaffView } from './staff.js';
import { system } from './system-actor.js';

/** The desk and the people as this process knows them: true as long as the desk's version is. */
export interface Known extends StaffView {
  desk: DeskDocument;
  /** The stored desk still names reservations that are carried out. */
  untidy: boolean;
}

const batchSize = 100;

/**
 * Decides who gets waiting tickets. One write to the desk moves the rounds and reserves the tickets, the next ones hand
 * them over: whoever dies in between leaves reservations, and the next look of any process carries out exactly those
 * (docs/adr/0011-one-desk.md).
 */
@Injectable()
export class Decider {
  private known?: Known;
  private forgotten = 0;

  constructor(
    private readonly desk: DeskStore,
    private readonly staff: Staff,
    private readonly assignments: AssignmentStore,
    private readonly matters: Matters,
  ) {}

  /** Trusts nothing that was read before. */
  forget(): void {
    this.known = undefined;
    this.forgotten++;
  }

  async queueIds(now: Date): Promise<string[]> {
    return [...(await this.look(now)).queues.keys()];
  }

  /** What is known now; what a process that died had decided is carried out. */
  async look(now: Date): Promise<Known> {
    if (this.known) return this.known;
    const { forgotten } = this;
    const [desk, view] = await Promise.all([this.desk.load(), this.staff.view()]);
    const settled = await this.settle(desk, view, now);
    const people = await this.staff.withLoads(view);
    const known = { ...view, people, desk: settled, untidy: desk.reservations.length > 0 };
    if (forgotten === this.forgotten) this.known = known;
    return known;
  }

  /**
   * Gives out what it can of one queue.
   * @returns whether there is more to do at once
   */
  async pass(queueId: string, now: Date): Promise<boolean> {
    try {
      const isFresh = this.known === undefined;
      const known = await this.look(now);
      const queue = known.queues.get(queueId);
      return queue !== undefined && (await this.give(known, queue, isFresh, now));
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /**
   * Writes decisions that were taken with what is known, and hands the tickets over.
   * @returns false when somebody else was faster, or a ticket went another way: look again
   */
  async commit(
    known: Known,
    change: Pick<DeskDocument, 'turn' | 'rounds' | 'served'>,
    placements: Placement[],
    tickets: readonly AssignmentDocument[],
    by: Actor,
    now: Date,
  ): Promise<boolean> {
    this.forget();
    const kept = known.desk.reservations;
    const moved = await this.desk.move(known.desk, { ...change, reservations: [...kept, ...placements] });
    if (!moved) return false;
    const left = await this.handOver(placements, new Map(tickets.map((one) => [one._id, one])), known, by, now);
    if (left.length > 0 || kept.length > 0) return false;
    this.known = { ...known, desk: { ...moved, reservations: [] }, untidy: true };
    return true;
  }

  private async give(known: Known, queue: QueueDocument, isFresh: boolean, now: Date): Promise<boolean> {
    const members = known.members.get(queue._id) ?? [];
    const before = { turn: known.desk.turn, round: roundIn(known.desk, queue._id), people: known.people };
    const last = new Map(known.desk.served.map(({ id, turn }) => [id, turn]));
    const free = freeMembers(queue, members, known, now);
    const dealing = { id: queue._id, ...queue };
    let held = new Set<string>();
    let line: Waiting[] = [];
    while (free.some((id) => !held.has(id))) {
      line = await this.assignments.line(queue._id, batchSize, reserved(known), line.at(-1));
      const wanted = await this.matters.of(queue, line.map(inLineOf), members);
      const dealt = deal(dealing, members, { ...before, held }, last, wanted, now);
      if (!isFresh && isNews(dealt.left, line)) return this.lookFirst();
      await this.tell(queue, dealt.left, line, now);
      if (dealt.placements.length > 0) return this.carryOut(known, queue, dealt, line, now);
      held = dealt.held;
      if (line.length < batchSize) break;
    }
    // While somebody has room the line was read to its end: what has come since is dealt in its own turn.
    const isLineDone = free.some((id) => !held.has(id));
    const unheard = isLineDone ? [] : await this.assignments.unannounced(queue._id, batchSize);
    const dealt = deal(dealing, members, { ...before, held: new Set(members) }, last, unheard.map(inLineOf), now);
    if (!isFresh && isNews(dealt.left, unheard)) return this.lookFirst();
    await this.tell(queue, dealt.left, unheard, now);
    if (dealt.placements.length > 0) return this.carryOut(known, queue, dealt, unheard, now);
    if (known.untidy && known.desk.reservations.length === 0) await this.tidy(known);
    return unheard.length === batchSize;
  }

  /** Nobody is told that nobody is there by what was known a while ago. */
  private lookFirst(): true {
    this.forget();
    return true;
  }

  private async carryOut(known: Known, queue: QueueDocument, dealt: Dealing, line: Waiting[], now: Date) {
    const given = new Map(dealt.placements.map(({ personId, turn }) => [personId, turn]));
    const served = known.desk.served.filter(({ id }) => !given.has(id) && known.people.has(id));
    const change = {
      turn: dealt.turn,
      rounds: withRound(known.desk, queue._id, dealt.round),
      served: [...served, ...[...given].map(([id, turn]) => ({ id, turn }))],
    };
    const done = await this.commit({ ...known, people: dealt.people }, change, dealt.placements, line, system, now);
    return !done || line.length === batchSize;
  }

  private async tidy(known: Known): Promise<void> {
    const desk = await this.desk.move(known.desk, { reservations: [] });
    if (desk) this.known = { ...known, desk, untidy: false };
    else this.forget();
  }

  /** Carries out what was reserved; a turn whose ticket went another way is given back to the round. */
  private async settle(desk: DeskDocument, view: StaffView, now: Date): Promise<DeskDocument> {
    if (desk.reservations.length === 0) return desk;
    const found = await this.assignments.byIds(desk.reservations.map(({ ticketId }) => ticketId));
    const tickets = new Map(found.map((assignment) => [assignment._id, assignment]));
    const open = desk.reservations.filter(({ ticketId, turn }) => {
      const ticket = tickets.get(ticketId);
      return !ticket || !hasTurn(ticket, turn);
    });
    const valid = open.filter(({ ticketId, personId }) => {
      const ticket = tickets.get(ticketId);
      return ticket?.state === 'waiting' && !ticket.excluded.includes(personId) && view.people.has(personId);
    });
    const left = await this.handOver(valid, tickets, view, system, now);
    let { rounds } = desk;
    for (const { queueId, personId, inRound } of open.filter((placement) => !valid.includes(placement))) {
      const weight = view.people.get(personId)?.weight ?? 1;
      const runner = { id: personId, weight };
      if (inRound)
        rounds = withRound({ ...desk, rounds }, queueId, givenBack(roundIn({ ...desk, rounds }, queueId), runner));
    }
    return { ...desk, rounds, reservations: left };
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

  /** Tickets that stay are told to wait, once. */
  private async tell(
    queue: QueueDocument,
    left: readonly Left[],
    tickets: readonly Waiting[],
    at: Date,
  ): Promise<void> {
    const byId = new Map(tickets.map((ticket) => [ticket._id, ticket]));
    const markAt = markAfter(queue, at);
    const changes = left.flatMap(({ ticketId, ...stay }): Change<AssignmentDocument>[] => {
      const before = byId.get(ticketId)!;
      if (!isUntold(before, stay)) return [];
      const triage = stay.proposals && queue.triageQueueId;
      const why = { ...stay, mode: queue.mode, ...(triage && { triageQueueId: triage }), ...(markAt && { markAt }) };
      return [{ before, revision: nobody(before, why, system, at), origin: originOf(before, system, at) }];
    });
    if (changes.length > 0) await this.assignments.aggregates.saveMany(changes);
  }
}

const isUntold = (ticket: Waiting, { proposals }: Pick<Left, 'proposals'>): boolean =>
  ticket.unannounced === true || proposals !== undefined;

function isNews(left: readonly Left[], tickets: readonly Waiting[]): boolean {
  const byId = new Map(tickets.map((ticket) => [ticket._id, ticket]));
  return left.some((stay) => isUntold(byId.get(stay.ticketId)!, stay));
}

const reserved = ({ desk }: Known): string[] => desk.reservations.map(({ ticketId }) => ticketId);

/** Members who could take something now, where the system gives it out. */
function freeMembers(queue: QueueDocument, members: readonly string[], { people }: Known, now: Date): string[] {
  if (queue.mode === 'queue' || queue.mode === 'person') return [];
  const hasRoom = ({ capacity, load }: Candidate): boolean => capacity === 0 || load < capacity;
  return members.filter((id) => {
    const person = people.get(id)!;
    return hasRoom(person) && !whyNotThere(person, queue.presenceRule, now);
  });
}
