import {
  priorities,
  type Actor,
  type AssignmentMode,
  type CandidateView,
  type Exclusion,
  type Priority,
  type SkillLevel,
} from '@deskbeat/contracts';
import type { Preference } from './dealing.js';
import type { TicketFacts } from './ticket-facts.js';

/** Who got a ticket and why, or why nobody did. */
export interface Decision {
  at: Date;
  mode: AssignmentMode;
  personId?: string;
  reason: string;
  excluded: Exclusion[];
  /** Others who could have had it, best first; of a triage, the proposals. */
  candidates?: CandidateView[];
  by: Actor;
  /** Of all decisions that the system took. */
  turn?: number;
}

export interface InEveryState {
  /** What the ticket is called, for those who are told of a decision. */
  number: string;
  subject: string;
  /** What rules and scores look at. */
  about: TicketFacts;
  queueId: string;
  /** Of the ticket's priority: 0 is the most urgent. */
  rank: number;
  /** Nearest instant of its clocks; far away when there is none. */
  dueAt: Date;
  /** Since when the ticket is at work; the older goes first, also after a return. */
  waitingSince: Date;
  reportedAt: Date;
  /** People who returned it or did not pick it up. */
  excluded: string[];
  /** What the rules ask of who takes it. */
  skills: SkillLevel[];
  collaborators: string[];
  /** Newest last. */
  decisions: Decision[];
  /** Version of the newest event that was applied, by what it is about. */
  seen: { priority: number; status: number; clock: number };
  /** Of the event that brought the ticket. */
  traceparent?: string;
  /** Until then it is to be picked up, or the lead is told that nobody has it. */
  markAt?: Date;
}

/**
 * Who has a ticket. `unannounced`: nobody was told yet that it waits. `triaged`: the system leaves the choice to a
 * person. `onHold`: it is the customer's turn.
 */
export type AssignmentState = InEveryState &
  (
    | { state: 'waiting'; unannounced?: true; triaged?: true; prefer?: Preference; formerPersonId?: string }
    | { state: 'assigned'; personId: string; points: number; assignedAt: Date; onHold?: true }
    | { state: 'done'; personId?: string; assignedAt?: Date }
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

export const noDueDate = new Date('9999-01-01T00:00:00Z');

export const rankOf = (priority: Priority): number => priorities.indexOf(priority);

export const holderOf = (assignment: AssignmentState): string | undefined =>
  assignment.state === 'waiting' ? undefined : assignment.personId;

export const hasTurn = ({ decisions }: Assignment, turn: number): boolean =>
  decisions.some((decision) => decision.turn === turn);

export function inEveryState(from: Assignment): InEveryState {
  const { number, subject, about, queueId, rank, dueAt, waitingSince, excluded, skills, collaborators } = from;
  const { reportedAt, decisions, seen, traceparent, markAt } = from;
  return {
    ...{ number, subject, about, queueId, rank, dueAt, waitingSince, excluded, skills, collaborators },
    ...{ reportedAt, decisions, seen },
    ...(traceparent !== undefined && { traceparent }),
    ...(markAt !== undefined && { markAt }),
  };
}

export interface TicketArrival {
  number: string;
  subject: string;
  about: TicketFacts;
  reportedAt: Date;
  /** Of the ticket's event. */
  version: number;
  traceparent?: string;
}

/** What routing says about a ticket. */
export interface Way {
  queueId: string;
  skills: SkillLevel[];
  collaborators: string[];
  prefer?: Preference;
}

export function waiting(way: Way, arrival: TicketArrival): AssignmentState & { state: 'waiting' } {
  const { number, subject, about, reportedAt, version, traceparent } = arrival;
  return {
    state: 'waiting',
    number,
    subject,
    about,
    ...way,
    rank: rankOf(about.priority),
    dueAt: noDueDate,
    waitingSince: reportedAt,
    reportedAt,
    excluded: [],
    decisions: [],
    seen: { priority: version, status: version, clock: 0 },
    unannounced: true,
    ...(traceparent !== undefined && { traceparent }),
  };
}

/** The state alone, as it is. */
export function stateOf(from: Assignment): AssignmentState {
  const { _id, version, stamp, past, outbox, ...state } = from as Assignment & Record<string, unknown>;
  return state as AssignmentState;
}
