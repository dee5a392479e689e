import { Injectable } from '@nestjs/common';
import type { Change } from '@deskbeat/persistence';
import type { QueueDocument } from '../directory/structure.store.js';
import { nobody } from '../domain/decisions.js';
import { deal } from '../domain/deal.js';
import type { Dealing, Left } from '../domain/dealing.js';
import { whyNotThere, type Candidate } from '../domain/eligible.js';
import { Matters } from '../learning/matters.js';
import { AssignmentStore, type AssignmentDocument, type Waiting } from './assignment.store.js';
import { roundIn, withRound } from './desk.store.js';
import { Desk, type Known } from './desk.js';
import { inLineOf, markAfter, originOf } from './in-line.js';
import { system } from './system-actor.js';

const batchSize = 100;

/** Decides who gets waiting tickets, a queue and a batch at a time, over the desk. */
@Injectable()
export class Decider {
  /** By queue, the last look that is not enough to say that nobody is there. */
  private readonly doubts = new Map<string, number>();

  constructor(
    private readonly desk: Desk,
    private readonly assignments: AssignmentStore,
    private readonly matters: Matters,
  ) {}

  async queueIds(now: Date): Promise<string[]> {
    return [...(await this.desk.look(now)).queues.keys()];
  }

  /**
   * Gives out what it can of one queue.
   * @returns whether there is more to do at once
   */
  async pass(queueId: string, now: Date): Promise<boolean> {
    try {
      const doubted = this.doubts.get(queueId) ?? this.desk.lastLook;
      const known = await this.desk.look(now);
      const isFresh = known.look > doubted;
      this.doubts.delete(queueId);
      const queue = known.queues.get(queueId);
      return queue !== undefined && (await this.give(known, queue, isFresh, now));
    } catch (error) {
      this.desk.forget();
      throw error;
    }
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
      line = await this.assignments.line(queue, batchSize, reserved(known), line.at(-1));
      const wanted = await this.matters.of(queue, line.map(inLineOf), members);
      const dealt = deal(dealing, members, { ...before, held }, last, wanted, now);
      if (!isFresh && isNews(dealt.left, line)) return this.lookFirst(queue._id, known);
      await this.tell(queue, dealt.left, line, now);
      if (dealt.placements.length > 0) return this.carryOut(known, queue, dealt, line, now);
      held = dealt.held;
      if (line.length < batchSize) break;
    }
    // While somebody has room the line was read to its end: what has come since is dealt in its own turn.
    const isLineDone = free.some((id) => !held.has(id));
    const unheard = isLineDone ? [] : await this.assignments.unannounced(queue._id, batchSize);
    const dealt = deal(dealing, members, { ...before, held: new Set(members) }, last, unheard.map(inLineOf), now);
    if (!isFresh && isNews(dealt.left, unheard)) return this.lookFirst(queue._id, known);
    await this.tell(queue, dealt.left, unheard, now);
    if (dealt.placements.length > 0) return this.carryOut(known, queue, dealt, unheard, now);
    await this.desk.tidy(known);
    return unheard.length === batchSize;
  }

  /** Nobody is told that nobody is there by what was known a while ago. */
  private lookFirst(queueId: string, { look }: Known): true {
    this.doubts.set(queueId, look);
    this.desk.forget();
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
    const decided = { change, placements: dealt.placements, tickets: line };
    const done = await this.desk.commit({ ...known, people: dealt.people }, decided, system, now);
    return !done || line.length === batchSize;
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
