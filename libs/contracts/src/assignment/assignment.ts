import { IsBoolean, IsInt, IsNumber } from 'class-validator';
import { defineEvent, defineRequest } from '../contract.js';
import { Email, Id, Ids, Instant, Line, ListOf, Maybe, Nested, OneOf, Text } from '../fields.js';
import { ActorData } from '../common.js';
import { limits, personRoles, type PersonRole } from '../vocabulary.js';
import { queueModes, type QueueMode } from './structure.js';

export const assignmentModes = queueModes;
export type AssignmentMode = QueueMode;

/** To a named person, whatever their load; reassigns when somebody has it. */
export class AssignTicket {
  @Id() ticketId: string;
  @Id() personId: string;
  /** Whoever hands on a ticket of their own says why. */
  @Maybe() @Text(limits.reason) reason?: string;
}

/** Back to its queue; the one who returns it does not get it again by turn. */
export class ReturnTicket {
  @Id() ticketId: string;
  @Text(limits.reason) reason: string;
}

export class GetAssignment {
  @Id() ticketId: string;
}

/** Why somebody was not chosen. */
export class Exclusion {
  @Id() personId: string;
  @Line() why: string;
}

/** One part of a smart score. */
export class ScorePart {
  /** `skill`, `region`, `language`, `load`, `success`, `speed` or `contact`. */
  @Line(50) feature: string;
  /** 0 to 1. */
  @IsNumber() value: number;
}

/** Somebody who could have had the ticket. */
export class CandidateView {
  @Id() personId: string;
  /** How much there was to do. */
  @Line() why: string;
  /** 0 to 1; of the smart mode. */
  @Maybe() @IsNumber() score?: number;
  @Maybe() @ListOf(() => ScorePart, 20) parts?: ScorePart[];
}

export class DecisionView {
  @Instant() at: string;
  @OneOf(assignmentModes) mode: AssignmentMode;
  @Maybe() @Id() personId?: string;
  @Text(limits.reason) reason: string;
  @ListOf(() => Exclusion, 1_000) excluded: Exclusion[];
  /** Who could have had it, best first; where a person is to choose, the proposals. */
  @Maybe() @ListOf(() => CandidateView, 100) candidates?: CandidateView[];
  @Nested(() => ActorData) by: ActorData;
}

export class AssignmentView {
  @Id() ticketId: string;
  @IsInt() version: number;
  @OneOf(['waiting', 'assigned', 'done']) state: 'waiting' | 'assigned' | 'done';
  @Id() queueId: string;
  @Maybe() @Id() personId?: string;
  /** The person has more than their capacity; somebody gave it all the same. */
  @Maybe() @IsBoolean() overCapacity?: boolean;
  /** People who are not asked again. */
  @Ids(1_000) excluded: string[];
  @Ids(50) collaborators: string[];
  /** Until then it is to be accepted or answered, or it goes back. */
  @Maybe() @Instant() pickUpBy?: string;
  /** Newest last. */
  @ListOf(() => DecisionView, 1_000) decisions: DecisionView[];
}

export const assignTicket = defineRequest(
  'rpc.assignment.assign-ticket.v1',
  'Give a ticket to a person',
  AssignTicket,
  AssignmentView,
);
export const returnTicket = defineRequest(
  'rpc.assignment.return-ticket.v1',
  'Return a ticket to its queue',
  ReturnTicket,
  AssignmentView,
);
export const getAssignment = defineRequest(
  'rpc.assignment.get-assignment.v1',
  'Who has a ticket, and why',
  GetAssignment,
  AssignmentView,
);

export class AssignmentDecided {
  @Id() ticketId: string;
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @Id() personId: string;
  @Line() personName: string;
  @Maybe() @Email() personEmail?: string;
  /** Who had it before, if somebody had. */
  @Maybe() @Id() formerPersonId?: string;
  @Id() queueId: string;
  @OneOf(assignmentModes) mode: AssignmentMode;
  @Text(limits.reason) reason: string;
  /** People whom a routing rule takes in. */
  @Maybe() @Ids(50) collaborators?: string[];
}
export const assignmentDecided = defineEvent('evt.assignment.decided.v1', 'Somebody has the ticket', AssignmentDecided);

export class AssignmentQueued {
  @Id() ticketId: string;
  @Id() queueId: string;
  @Maybe() @Id() formerPersonId?: string;
  @Text(limits.reason) reason: string;
}
export const assignmentQueued = defineEvent(
  'evt.assignment.queued.v1',
  'The ticket waits in a queue',
  AssignmentQueued,
);

export class AssignmentUnclaimed {
  @Id() ticketId: string;
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @Id() queueId: string;
  @Instant() waitingSince: string;
  /** Of the queue's team. */
  @Maybe() @Id() leadId?: string;
  @Text(limits.reason) reason: string;
}
export const assignmentUnclaimed = defineEvent(
  'evt.assignment.unclaimed.v1',
  'Nobody has had the ticket for longer than its queue allows: the lead is to know',
  AssignmentUnclaimed,
);

export class PersonSaved {
  @Id() personId: string;
  @Line() name: string;
  @Maybe() @Email() email?: string;
  @OneOf(personRoles) role: PersonRole;
  @Maybe() @Ids(100) teams?: string[];
  /** Absent for somebody who is. */
  @Maybe() @IsBoolean() active?: boolean;
}
/** For those who keep a small copy of the directory. */
export const personSaved = defineEvent('evt.person.saved.v1', 'A person was created or changed', PersonSaved);
