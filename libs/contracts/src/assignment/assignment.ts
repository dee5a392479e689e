import { IsBoolean, IsInt } from 'class-validator';
import { defineEvent, defineRequest } from '../contract.js';
import { Email, Id, Instant, Line, ListOf, Maybe, Nested, OneOf, Text } from '../fields.js';
import { ActorData } from '../common.js';
import { limits, personRoles, type PersonRole } from '../vocabulary.js';

export const assignmentModes = ['person', 'round-robin'] as const;
export type AssignmentMode = (typeof assignmentModes)[number];

/** To a named person, whatever their load; reassigns when somebody has it. */
export class AssignTicket {
  @Id() ticketId: string;
  @Id() personId: string;
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

export class DecisionView {
  @Instant() at: string;
  @OneOf(assignmentModes) mode: AssignmentMode;
  @Maybe() @Id() personId?: string;
  @Text(limits.reason) reason: string;
  @ListOf(() => Exclusion, 1_000) excluded: Exclusion[];
  @Nested(() => ActorData) by: ActorData;
}

export class AssignmentView {
  @Id() ticketId: string;
  @IsInt() version: number;
  @OneOf(['waiting', 'assigned', 'done']) state: 'waiting' | 'assigned' | 'done';
  @Id() queueId: string;
  @Maybe() @Id() personId?: string;
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

export class PersonSaved {
  @Id() personId: string;
  @Line() name: string;
  @Maybe() @Email() email?: string;
  @OneOf(personRoles) role: PersonRole;
  /** Absent for somebody who is. */
  @Maybe() @IsBoolean() active?: boolean;
}
/** For those who keep a small copy of the directory. */
export const personSaved = defineEvent('evt.person.saved.v1', 'A person was created or changed', PersonSaved);
