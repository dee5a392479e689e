import { IsBoolean, IsInt } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Email, Id, Instant, Line, ListOf, Maybe, OneOf } from '../fields.js';
import { Nothing } from '../common.js';
import { personRoles, presences, type PersonRole, type Presence } from '../vocabulary.js';

/** Creates a person or changes one; fields that are absent stay as they are. */
export class SavePerson {
  @Id() id: string;
  @Maybe() @Line() name?: string;
  @Maybe() @Email() email?: string;
  @Maybe() @OneOf(personRoles) role?: PersonRole;
  @Maybe() @IsBoolean() active?: boolean;
}

export class SetPresence {
  @Id() personId: string;
  @OneOf(presences) presence: Presence;
}

export class PersonView {
  @Id() id: string;
  @Line() name: string;
  @Maybe() @Email() email?: string;
  @OneOf(personRoles) role: PersonRole;
  @IsBoolean() active: boolean;
  @OneOf(presences) presence: Presence;
  /** Tickets assigned and not resolved. */
  @IsInt() openTickets: number;
}

export class PersonList {
  @ListOf(() => PersonView, 10_000) items: PersonView[];
}

export class QueueView {
  @Id() id: string;
  @Line() name: string;
  @Line() mode: string;
  /** Tickets that wait for somebody. */
  @IsInt() waiting: number;
  @Maybe() @Instant() oldestSince?: string;
}

export class QueueList {
  @ListOf(() => QueueView, 10_000) items: QueueView[];
}

export const savePerson = defineRequest(
  'rpc.assignment.save-person.v1',
  'Create or change a person',
  SavePerson,
  PersonView,
);
export const setPresence = defineRequest(
  'rpc.assignment.set-presence.v1',
  'Say whether a person is there',
  SetPresence,
  PersonView,
);
export const listPeople = defineRequest('rpc.assignment.list-people.v1', 'List the people', Nothing, PersonList);
export const listQueues = defineRequest('rpc.assignment.list-queues.v1', 'List the queues', Nothing, QueueList);
