import { Injectable } from '@nestjs/common';
import type { Actor } from '@deskbeat/contracts';
import type { Change } from '@deskbeat/persistence';
import { AssignmentStore, type AssignmentDocument } from './assignment.store.js';
import { byTurn, hasTurn, nobody } from './domain/assignment.js';
import { exclusionsOf, takeTurns, type Candidate, type Placement } from './domain/turns.js';
import { PersonStore, type PersonDocument } from './person.store.js';
import { defaultQueueId, QueueStore, type QueueDocument } from './queue.store.js';

/** A queue as this process knows it: true as long as the queue's version is. */
interface Known {
  queue: QueueDocument;
  people: Map<string, PersonDocument>;
  candidates: Candidate[];
  /** The stored queue still names turns that are carried out. */
  untidy: boolean;
}

const batchSize = 100;
const by: Actor = { kind: 'system', id: 'assignment', name: 'Assignment' };

/**
 * Gives turns to waiting tickets. One write moves the round and reserves the turns, the next ones hand the tickets over:
 * whoever dies in between leaves reservations, and the next pass of any process carries out exactly those
 * (services/assignment/README.md).
 */
@Injectable()
export class QueueRound {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly queues: QueueStore,
    private readonly people: PersonStore,
    private readonly assignments: AssignmentStore,
  ) {}

  /** Trusts nothing that was read before. */
  forget(): void {
    this.known.clear();
  }

  /** @returns whether there is more to do at once */
  async pass(queueId: string, now: Date): Promise<boolean> {
    try {
      const known = this.known.get(queueId) ?? (await this.look(queueId, now));
      if (known.candidates.some(({ presence }) => presence === 'available')) return await this.give(known, now);
      return this.known.delete(queueId) || (await this.tell(known, now));
    } catch (error) {
      this.known.delete(queueId);
      throw error;
    }
  }

  private async look(queueId: string, now: Date): Promise<Known> {
    const [queue, serving] = await Promise.all([this.queueOf(queueId), this.people.serving()]);
    const people = new Map(serving.map((person) => [person._id, person]));
    const candidates = serving.map(({ _id, name, presence }) => ({ id: _id, name, presence }));
    const settled = await this.settle(queue, people, now);
    return { queue: settled, people, candidates, untidy: queue.reservations.length > 0 };
  }

  private async queueOf(id: string): Promise<QueueDocument> {
    const found = await this.queues.load(id);
    if (found) return found;
    await this.queues.ensureDefault();
    return (await this.queues.load(defaultQueueId))!;
  }

  /** Carries out what was reserved; a turn whose ticket went another way is owed to its person. */
  private async settle(queue: QueueDocument, people: Known['people'], now: Date): Promise<QueueDocument> {
    if (queue.reservations.length === 0) return queue;
    const found = await this.assignments.byIds(queue.reservations.map(({ ticketId }) => ticketId));
    const tickets = new Map(found.map((assignment) => [assignment._id, assignment]));
    const open = queue.reservations.filter(({ ticketId, turn }) => {
      const ticket = tickets.get(ticketId);
      return !ticket || !hasTurn(ticket, turn);
    });
    const valid = open.filter(({ ticketId, personId }) => {
      const ticket = tickets.get(ticketId);
      return ticket?.state === 'waiting' && !ticket.excluded.includes(personId);
    });
    const missing = valid.map(({ personId }) => personId).filter((id) => !people.has(id));
    for (const person of await this.people.byIds(missing)) people.set(person._id, person);
    const left = await this.handOver(valid, tickets, people, now);
    const lost = open.filter((placement) => !valid.includes(placement)).map(({ personId }) => personId);
    return { ...queue, owed: [...new Set([...queue.owed, ...lost])], reservations: left };
  }

  private async give(known: Known, now: Date): Promise<boolean> {
    const { queue, people, candidates, untidy } = known;
    this.known.delete(queue._id);
    const kept = queue.reservations;
    const held = kept.map(({ ticketId }) => ticketId);
    let line: Awaited<ReturnType<AssignmentStore['line']>> = [];
    let round: ReturnType<typeof takeTurns>;
    do {
      line = await this.assignments.line(queue._id, batchSize, held, line.at(-1));
      const tickets = line.map(({ _id, excluded }) => ({ ticketId: _id, excluded }));
      round = takeTurns(queue.name, queue, candidates, tickets);
    } while (round.placements.length === 0 && line.length === batchSize);
    if (round.placements.length === 0) {
      if (kept.length > 0) return true;
      const tidy = untidy ? await this.queues.move(queue, queue, []) : queue;
      if (tidy) this.known.set(queue._id, { queue: tidy, people, candidates, untidy: false });
      return false;
    }
    const moved = await this.queues.move(queue, round.turns, [...kept, ...round.placements]);
    if (!moved) return true;
    const left = await this.handOver(
      round.placements,
      new Map(line.map((ticket) => [ticket._id, ticket])),
      people,
      now,
    );
    if (left.length > 0 || kept.length > 0) return true;
    this.known.set(queue._id, { queue: { ...moved, reservations: [] }, people, candidates, untidy: true });
    return line.length === batchSize;
  }

  /** @returns the placements of tickets that somebody else wrote meanwhile */
  private async handOver(
    placements: Placement[],
    tickets: Map<string, AssignmentDocument>,
    people: Known['people'],
    at: Date,
  ): Promise<Placement[]> {
    const changes = placements.map((placement): Change<AssignmentDocument> => {
      const before = tickets.get(placement.ticketId)!;
      const { _id, name, email, active } = people.get(placement.personId)!;
      const person = { id: _id, name, active, ...(email !== undefined && { email }) };
      return { before, revision: byTurn(before, person, placement, by, at), origin: originOf(before, at) };
    });
    const { refused } = await this.assignments.aggregates.saveMany(changes);
    return placements.filter(({ ticketId }) => refused.includes(ticketId));
  }

  /** Nobody is there: each ticket is told to wait, once. */
  private async tell({ queue, candidates }: Known, at: Date): Promise<boolean> {
    const tickets = await this.assignments.unannounced(queue._id, batchSize);
    const changes = tickets.map((before): Change<AssignmentDocument> => {
      const excluded = exclusionsOf(candidates, { ticketId: before._id, excluded: before.excluded });
      return { before, revision: nobody(before, queue.name, excluded, by, at), origin: originOf(before, at) };
    });
    await this.assignments.aggregates.saveMany(changes);
    return tickets.length === batchSize;
  }
}

const originOf = ({ traceparent }: AssignmentDocument, at: Date) => ({
  actor: by,
  at,
  ...(traceparent !== undefined && { traceparent }),
});
