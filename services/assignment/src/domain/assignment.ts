import {
  assignmentDecided,
  assignmentQueued,
  priorities,
  Problem,
  type Actor,
  type AssignmentMode,
  type EventContract,
  type Exclusion,
  type Priority,
} from '@deskbeat/contracts';
import type { Placement } from './turns.js';

/** Who got a ticket and why, or why nobody did. */
export interface Decision {
  at: Date;
  mode: AssignmentMode;
  personId?: string;
  reason: string;
  excluded: Exclusion[];
  by: Actor;
  /** Of the queue's round. */
  turn?: number;
}

interface InEveryState {
  /** What the ticket is called, for those who are told of a decision. */
  number: string;
  subject: string;
  queueId: string;
  /** Of the ticket's priority: 0 is the most urgent. */
  rank: number;
  /** Since when the ticket is at work; the older goes first, also after a return. */
  waitingSince: Date;
  /** People who returned it. */
  excluded: string[];
  /** Newest last. */
  decisions: Decision[];
  /** Version of the ticket's newest event that was applied, by what it is about. */
  seen: { priority: number; status: number };
  /** Of the event that brought the ticket. */
  traceparent?: string;
}

/** Who has a ticket. `unannounced`: nobody was told yet that it waits. */
export type AssignmentState = InEveryState &
  (
    | { state: 'waiting'; unannounced?: true }
    | { state: 'assigned'; personId: string }
    | { state: 'done'; personId?: string }
  );
export type Assignment = AssignmentState & { _id: string; version: number };

/** What a decision needs to know of the person. */
export interface Assignee {
  id: string;
  name: string;
  email?: string;
  active: boolean;
}

export interface Outcome {
  next: AssignmentState;
  facts: readonly { subject: string; data: object }[];
}

/** A decision keeps its predecessors, up to so many. */
const rememberedDecisions = 200;

export const rankOf = (priority: Priority): number => priorities.indexOf(priority);

const told = <T extends object>({ subject }: EventContract<T>, data: T) => ({ subject, data });

export const holderOf = (assignment: AssignmentState): string | undefined =>
  assignment.state === 'waiting' ? undefined : assignment.personId;

export const hasTurn = ({ decisions }: Assignment, turn: number): boolean =>
  decisions.some((decision) => decision.turn === turn);

export function inEveryState(from: Assignment): InEveryState {
  const { number, subject, queueId, rank, waitingSince, excluded, decisions, seen, traceparent } = from;
  return {
    number,
    subject,
    queueId,
    rank,
    waitingSince,
    excluded,
    decisions,
    seen,
    ...(traceparent !== undefined && { traceparent }),
  };
}

const withDecision = (from: Assignment, decision: Decision): InEveryState => ({
  ...inEveryState(from),
  decisions: [...from.decisions, decision].slice(-rememberedDecisions),
});

export function waiting(
  queueId: string,
  { number, subject, priority, reportedAt, version, traceparent }: TicketArrival,
): AssignmentState & { state: 'waiting' } {
  return {
    state: 'waiting',
    number,
    subject,
    queueId,
    rank: rankOf(priority),
    waitingSince: reportedAt,
    excluded: [],
    decisions: [],
    seen: { priority: version, status: version },
    unannounced: true,
    ...(traceparent !== undefined && { traceparent }),
  };
}

export interface TicketArrival {
  number: string;
  subject: string;
  priority: Priority;
  reportedAt: Date;
  /** Of the ticket's event. */
  version: number;
  traceparent?: string;
}

/** Somebody has it now. */
export function assigned(from: Assignment, person: Assignee, decision: Decision): Outcome {
  const formerPersonId = from.state === 'assigned' ? from.personId : undefined;
  return {
    next: { ...withDecision(from, decision), state: 'assigned', personId: person.id },
    facts: [
      told(assignmentDecided, {
        ticketId: from._id,
        number: from.number,
        subject: from.subject,
        personId: person.id,
        personName: person.name,
        ...(person.email !== undefined && { personEmail: person.email }),
        ...(formerPersonId !== undefined && { formerPersonId }),
        queueId: from.queueId,
        mode: decision.mode,
        reason: decision.reason,
      }),
    ],
  };
}

/** It waits now. */
export function queued(from: Assignment, decision: Decision): Outcome {
  const formerPersonId = holderOf(from);
  return {
    next: { ...withDecision(from, decision), state: 'waiting' },
    facts: [
      told(assignmentQueued, {
        ticketId: from._id,
        queueId: from.queueId,
        ...(formerPersonId !== undefined && { formerPersonId }),
        reason: decision.reason,
      }),
    ],
  };
}

/** The turn that the round gave. */
export function byTurn(from: Assignment, person: Assignee, placement: Placement, by: Actor, at: Date): Outcome {
  const { turn, reason, excluded, personId } = placement;
  return assigned(from, person, { at, mode: 'round-robin', personId, reason, excluded, by, turn });
}

/** Nobody can take it: said once. */
export function nobody(from: Assignment, queueName: string, excluded: Exclusion[], by: Actor, at: Date): Outcome {
  const reason = `Nobody is available in ${queueName}`;
  return queued(from, { at, mode: 'round-robin', reason, excluded, by });
}

/**
 * To a named person, there or not.
 * @returns undefined when that person has it already
 * @throws Problem `not-assignable` when the work is done or the person is not active
 */
export function byHand(
  from: Assignment,
  person: Assignee,
  reason: string | undefined,
  by: Actor,
  at: Date,
): Outcome | undefined {
  if (from.state === 'done') throw new Problem('not-assignable', { detail: 'the ticket is resolved' });
  if (!person.active) throw new Problem('not-assignable', { detail: 'the person is not active' });
  if (from.state === 'assigned' && from.personId === person.id) return undefined;
  const words = reason ?? `Given to ${person.name} by ${by.name ?? by.id}`;
  return assigned(from, person, { at, mode: 'person', personId: person.id, reason: words, excluded: [], by });
}

/**
 * Back to its queue. Neither who had it nor who returns it gets it by turn again.
 * @throws Problem `not-assignable` when nobody has it
 */
export function returned(from: Assignment, reason: string, by: Actor, at: Date): Outcome {
  if (from.state !== 'assigned') throw new Problem('not-assignable', { detail: 'nobody has the ticket' });
  const returners = [from.personId, ...(by.kind === 'person' ? [by.id] : [])];
  const outcome = queued(from, { at, mode: 'person', reason, excluded: [], by });
  return { ...outcome, next: { ...outcome.next, excluded: [...new Set([...from.excluded, ...returners])] } };
}

/** The state alone, as it is. */
export function stateOf(from: Assignment): AssignmentState {
  const shared = inEveryState(from);
  switch (from.state) {
    case 'waiting':
      return { ...shared, state: 'waiting', ...(from.unannounced && { unannounced: true }) };
    case 'assigned':
      return { ...shared, state: 'assigned', personId: from.personId };
    case 'done':
      return { ...shared, state: 'done', ...(from.personId !== undefined && { personId: from.personId }) };
  }
}
