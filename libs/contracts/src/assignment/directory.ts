import { IsBoolean, IsInt } from 'class-validator';
import { Nothing } from '../common.js';
import { defineRequest } from '../contract.js';
import { Email, Id, Ids, Instant, Line, ListOf, Maybe, OneOf, SomeOf, Text, Whole } from '../fields.js';
import { personRoles, presences, type PersonRole, type Presence } from '../vocabulary.js';

/** 1 knows a little, 5 is the one whom others ask. */
export class SkillLevel {
  @Id() skill: string;
  @Whole(1, 5) level: number;
}

/** A time away. Open tickets go to the deputy when it begins, or back to their queues. */
export class Leave {
  @Instant() from: string;
  @Instant() to: string;
  @Maybe() @Id() deputyId?: string;
}

export const clearablePersonFields = ['email', 'calendarId', 'deputyId'] as const;
export type ClearablePersonField = (typeof clearablePersonFields)[number];

/** Creates a person or changes one; fields that are absent stay as they are. */
export class SavePerson {
  @Id() id: string;
  /** The version that was read; absent: whatever it is now. */
  @Maybe() @Whole(1) seenVersion?: number;
  @Maybe() @Line() name?: string;
  @Maybe() @Email() email?: string;
  @Maybe() @OneOf(personRoles) role?: PersonRole;
  /** Who is not active any more keeps no ticket: they go to the deputy, or back to their queues. */
  @Maybe() @IsBoolean() active?: boolean;
  @Maybe() @Ids(100) teams?: string[];
  @Maybe() @ListOf(() => SkillLevel, 100) skills?: SkillLevel[];
  /** Each with everything below it in the tree of regions. */
  @Maybe() @Ids(100) regions?: string[];
  /** Language tags: `en`, `zh`. */
  @Maybe() @Ids(20) languages?: string[];
  /** Points of work at once: Urgent 8, High 6, Medium 4, Low and Planned 2, waiting for the customer 1. 0: no limit. */
  @Maybe() @Whole(0, 10_000) capacity?: number;
  /** Turns in a round, relative to the others; 1 unless said. */
  @Maybe() @Whole(1, 10) weight?: number;
  /** Shift calendar, for queues that go by shifts. */
  @Maybe() @Id() calendarId?: string;
  /** Who takes over when nobody else is named. */
  @Maybe() @Id() deputyId?: string;
  @Maybe() @ListOf(() => Leave, 50) leaves?: Leave[];
  /** Fields that are to be empty. */
  @Maybe() @SomeOf(clearablePersonFields) clear?: ClearablePersonField[];
}

export class NamePerson {
  @Id() personId: string;
}

/** The person is not listed any more; open tickets are handed over, decisions keep the name. */
export class DeletePerson extends NamePerson {
  @Maybe() @Whole(1) seenVersion?: number;
}

export class PersonView {
  @Id() id: string;
  @IsInt() version: number;
  @Line() name: string;
  @Maybe() @Email() email?: string;
  @OneOf(personRoles) role: PersonRole;
  @IsBoolean() active: boolean;
  /** What the person said last. */
  @OneOf(presences) presence: Presence;
  /** The last sign of a live connection. */
  @Maybe() @Instant() seenAt?: string;
  @Ids(100) teams: string[];
  @ListOf(() => SkillLevel, 100) skills: SkillLevel[];
  @Ids(100) regions: string[];
  @Ids(20) languages: string[];
  /** 0: no limit. */
  @IsInt() capacity: number;
  /** Points of the open tickets; above the capacity when somebody gave them by hand. */
  @IsInt() load: number;
  @IsInt() weight: number;
  @Maybe() @Id() calendarId?: string;
  @Maybe() @Id() deputyId?: string;
  @ListOf(() => Leave, 50) leaves: Leave[];
  /** Tickets assigned and not resolved. */
  @IsInt() openTickets: number;
}

export class PersonList {
  @ListOf(() => PersonView, 10_000) items: PersonView[];
}

/** CSV with a head line: `id,name` and any of `email,role,active,teams,skills,regions,languages,capacity,weight`. */
export class ImportPeople {
  /** Lists are separated by `;`, a skill has its level after a colon: `network:4;printers:2`. */
  @Text(500_000) csv: string;
  /** Says what would happen, changes nothing. */
  @Maybe() @IsBoolean() dryRun?: boolean;
}

export class ImportedRow {
  /** Of the file; the head is line 1. */
  @IsInt() line: number;
  @Maybe() @Line(250) id?: string;
  @OneOf(['created', 'changed', 'unchanged', 'refused']) outcome: 'created' | 'changed' | 'unchanged' | 'refused';
  /** What is wrong with the row. */
  @Maybe() @Text(2_000) why?: string;
}

export class ImportReport {
  @IsBoolean() dryRun: boolean;
  @ListOf(() => ImportedRow, 5_000) rows: ImportedRow[];
}

export const savePerson = defineRequest(
  'rpc.assignment.save-person.v1',
  'Create or change a person',
  SavePerson,
  PersonView,
);
export const getPerson = defineRequest('rpc.assignment.get-person.v1', 'Read a person', NamePerson, PersonView);
export const deletePerson = defineRequest(
  'rpc.assignment.delete-person.v1',
  'Remove a person from the directory',
  DeletePerson,
  PersonView,
);
export const listPeople = defineRequest('rpc.assignment.list-people.v1', 'List the people', Nothing, PersonList);
export const importPeople = defineRequest(
  'rpc.assignment.import-people.v1',
  'Create or change people from CSV',
  ImportPeople,
  ImportReport,
);
