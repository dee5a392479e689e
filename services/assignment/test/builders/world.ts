import { type Priority, type QueueMode, type Status } from '@deskbeat/contracts';
import { waiting, type Assignment } from '../../src/domain/assignment.js';
import { pointsOf } from '../../src/domain/capacity.js';
import { deal } from '../../src/domain/deal.js';
import type { Before, Dealing, InLine } from '../../src/domain/dealing.js';
import { returned } from '../../src/domain/by-hand.js';
import { byTurn } from '../../src/domain/decisions.js';
import { firstInLine, type Candidate } from '../../src/domain/eligible.js';
import { factsAfter } from '../../src/domain/ticket-facts.js';
import { moved, refiled } from '../../src/domain/ticket-moves.js';
import { about, next, system, way } from './assignments.js';
import { now, person, queueOf } from './dealing.js';
import { newRound } from '../../src/domain/turns.js';

/** When copies of an event come: in how many steps from now, each. */
export type Delivery = readonly number[];
export type Step =
  | { kind: 'open'; priority: Priority; delivery: Delivery }
  | { kind: 'weigh'; nth: number; priority: Priority; delivery: Delivery }
  /** It ends, or is reopened. */
  | { kind: 'end'; nth: number; delivery: Delivery }
  | { kind: 'return'; nth: number }
  | { kind: 'presence'; id: string }
  | { kind: 'capacity'; id: string; capacity: number }
  | { kind: 'nothing' };

/** One look at the queue: what was in line, what people had, and what was dealt. */
export interface Look {
  line: InLine[];
  before: ReadonlyMap<string, Candidate>;
  dealt: Dealing;
  /** Ids of tickets that somebody had already when they were given away. */
  taken: string[];
  /** Somebody came or went, or can do more or less, since the look before. */
  isOther: boolean;
}

/** What the newest event of a ticket says, delivered or not. */
interface Said {
  version: number;
  priority: Priority;
  isOver: boolean;
}
type Message = { ticketId: string; version: number } & (
  | { is: 'opened'; priority: Priority }
  | { is: 'weighed'; priority: Priority }
  | { is: 'moved'; from: Status; to: Status }
);

/**
 * Plays tickets as the service keeps them, by the rules alone: one document a ticket, written by its events, which come
 * late and more than once, and dealt after each of them.
 */
export function play(mode: QueueMode, given: readonly Candidate[], steps: readonly Step[]) {
  const tickets = new Map<string, Assignment>();
  const said = new Map<string, Said>();
  const people = new Map(given.map((one) => [one.id, one]));
  const looks: Look[] = [];
  let post: { inSteps: number; message: Message }[] = [];
  let before: Before = { turn: 0, round: newRound, people, held: new Set() };

  const send = (delivery: Delivery, message: Message): void =>
    void post.push(...delivery.map((inSteps) => ({ inSteps, message })));
  /** @returns the version of the event that says so */
  const say = (ticketId: string, news: Partial<Said>): number => {
    const before = said.get(ticketId) ?? { version: 0, priority: 'medium', isOver: false };
    said.set(ticketId, { ...before, ...news, version: before.version + 1 });
    return before.version + 1;
  };
  const write = (ticket: Assignment, outcome: Parameters<typeof next>[1]): void => {
    if (outcome) tickets.set(ticket._id, next(ticket, outcome));
  };

  /** @returns false when it is too early for it */
  function take(message: Message): boolean {
    const { ticketId: _id, version } = message;
    const ticket = tickets.get(_id);
    if (message.is === 'opened') {
      if (ticket) return true;
      const arrival = { number: _id, subject: '', reportedAt: now, version };
      const facts = { ...about, priority: message.priority };
      tickets.set(_id, { _id, version: 0, ...waiting(way, { ...arrival, about: facts }) });
    } else if (!ticket) return false;
    else if (message.is === 'weighed') {
      const changes = { priority: { from: null, to: message.priority } };
      write(ticket, refiled(ticket, factsAfter(ticket.about, { changes }), way, version));
    } else write(ticket, moved(ticket, { from: message.from, to: message.to, version }, undefined, 'default', now));
    return true;
  }

  function act(step: Step): void {
    const ids = [...said.keys()];
    const known = 'nth' in step ? ids[step.nth % Math.max(1, ids.length)] : undefined;
    if (step.kind === 'open') {
      const ticketId = `t${String(said.size).padStart(4, '0')}`;
      const { priority, delivery } = step;
      send(delivery, { is: 'opened', ticketId, version: say(ticketId, { priority }), priority });
    } else if (step.kind === 'presence') {
      const one = people.get(step.id)!;
      people.set(step.id, { ...one, presence: one.presence === 'available' ? 'away' : 'available' });
    } else if (step.kind === 'capacity') {
      people.set(step.id, { ...people.get(step.id)!, capacity: step.capacity });
    } else if (known !== undefined && step.kind === 'weigh') {
      const { priority, delivery } = step;
      send(delivery, { is: 'weighed', ticketId: known, version: say(known, { priority }), priority });
    } else if (known !== undefined && step.kind === 'end') {
      const isOver = !said.get(known)!.isOver;
      const [from, to] = isOver ? (['in-progress', 'resolved'] as const) : (['resolved', 'in-progress'] as const);
      send(step.delivery, { is: 'moved', ticketId: known, version: say(known, { isOver }), from, to });
    } else if (known !== undefined && step.kind === 'return') {
      const ticket = tickets.get(known);
      if (ticket?.state === 'assigned') write(ticket, returned(ticket, 'not mine', system, now));
    }
  }

  function deliver(): void {
    const due = post.filter(({ inSteps }) => inSteps <= 0);
    post = post.filter(({ inSteps }) => inSteps > 0).map(({ inSteps, message }) => ({ inSteps: inSteps - 1, message }));
    for (const { message } of due) if (!take(message)) post.push({ inSteps: 1, message });
  }

  function look(isOther: boolean): void {
    const loads = new Map<string, number>();
    for (const one of tickets.values()) {
      if (one.state === 'assigned') loads.set(one.personId, (loads.get(one.personId) ?? 0) + one.points);
    }
    const now_ = new Map([...people].map(([id, one]) => [id, { ...one, load: loads.get(id) ?? 0 }]));
    const inLine = [...tickets.values()].filter(({ state }) => state === 'waiting').sort(firstInLine);
    const line = inLine.map(({ _id, excluded, skills, rank, about: facts }): InLine => ({
      ...{ ticketId: _id, excluded, skills, points: pointsOf(rank, false), about: facts },
    }));
    const dealt = deal(queueOf(mode), [...people.keys()], { ...before, people: now_ }, new Map(), line, now);
    const taken: string[] = [];
    for (const placement of dealt.placements) {
      const ticket = tickets.get(placement.ticketId)!;
      if (ticket.state !== 'waiting') taken.push(ticket._id);
      const { id, name, active } = people.get(placement.personId)!;
      write(ticket, byTurn(ticket, { id, name, active }, placement, system, now));
    }
    looks.push({ line, before: now_, dealt, taken, isOther });
    before = { ...dealt, held: new Set() };
  }

  for (const step of steps) {
    act(step);
    deliver();
    look(step.kind === 'presence' || step.kind === 'capacity' || step.kind === 'return');
  }
  while (post.length > 0) {
    deliver();
    look(false);
  }
  return { looks, tickets, said };
}

export type History = ReturnType<typeof play>;

export const colleagues = (capacities: readonly number[]): Candidate[] =>
  capacities.map((capacity, index) => person('abcdef'[index]!, { capacity, presence: 'away' }));
