import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsObject, IsString, Length } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { defineRequest, type RequestContract } from '../contract.js';
import { Id, Ids, Line, Lines, ListOf, Maybe, OneOf } from '../fields.js';

/** Whose data: a customer with all duplicates, or somebody who works here. */
export const dataSubjects = ['customer', 'person'] as const;
export type DataSubject = (typeof dataSubjects)[number];

/** E-mail addresses of one person. */
const Addresses = (): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMaxSize(500), IsString({ each: true }), Length(3, 254, { each: true }));

/** Names of one person. */
const Names = (): PropertyDecorator => Lines(10);

export class NameSubject {
  @OneOf(dataSubjects) kind: DataSubject;
  @Id() id: string;
}

/** By what somebody is known in all services. */
export class Subject {
  @OneOf(dataSubjects) kind: DataSubject;
  /** The one that was asked for first, then its duplicates. */
  @Ids(60) ids: string[];
  @Addresses() addresses: string[];
}

/** Somebody who works here, or did. */
export class IdentifiedPerson extends Subject {
  @Names() names: string[];
  /** Works here still. */
  @IsBoolean() active: boolean;
}

export class ReadPersonalData extends Subject {
  @Maybe() @Line(500) cursor?: string;
}

/** Something that is kept about somebody. */
export class PersonalRecord {
  /** Where it stands in an export: `tickets/DB-10482`. */
  @Line(200) name: string;
  @IsObject() data: object;
}

export class PersonalFile {
  @Id() id: string;
  @Line() name: string;
}

export class PersonalData {
  @ListOf(() => PersonalRecord, 500) records: PersonalRecord[];
  /** Files that belong to these records. */
  @Maybe() @ListOf(() => PersonalFile, 10_000) files?: PersonalFile[];
  @Maybe() @Line(500) next?: string;
}

/** Forgets somebody, a part at a time: what was forgotten already is left as it is. */
export class ForgetPersonalData extends Subject {
  /** What stands in the place of the name. */
  @Line(60) pseudonym: string;
  /** The erasure that is recorded for it. */
  @Id() erasureId: string;
  /** Tickets of theirs, for those who do not know whose a ticket is. */
  @Ids(200) ticketIds: string[];
  /** Of somebody who worked here: their names, where they stand in sentences. */
  @Maybe() @Names() names?: string[];
  /** Letters to customers about these tickets go as well. */
  @Maybe() @IsBoolean() letters?: boolean;
  @Maybe() @Line(500) cursor?: string;
}

/** What was done of one kind of things. */
export class ErasedCount {
  @Line(60) what: string;
  @IsInt() count: number;
}

export class ForgottenData {
  @ListOf(() => ErasedCount, 50) counts: ErasedCount[];
  /** Tickets that were looked at, for the other services. */
  @Maybe() @Ids(200) ticketIds?: string[];
  /** There is more to do, from here. */
  @Maybe() @Line(500) next?: string;
  /** What is on its way must arrive first. */
  @Maybe() @IsBoolean() wait?: boolean;
}

const read = (owner: string): RequestContract<ReadPersonalData, PersonalData> =>
  defineRequest(
    `rpc.${owner}.read-personal-data.v1`,
    'Read what is kept about somebody',
    ReadPersonalData,
    PersonalData,
  );
const forget = (owner: string): RequestContract<ForgetPersonalData, ForgottenData> =>
  defineRequest(
    `rpc.${owner}.forget-personal-data.v1`,
    'Put a pseudonym in the place of somebody',
    ForgetPersonalData,
    ForgottenData,
  );

/** Asks each owner for what it keeps about somebody. */
export const readPersonalData = {
  intake: read('intake'),
  assignment: read('assignment'),
  notifications: read('notifications'),
  access: read('access'),
};
/** Tells each owner to forget somebody; numbers stay as they are. */
export const forgetPersonalData = {
  intake: forget('intake'),
  assignment: forget('assignment'),
  notifications: forget('notifications'),
  sla: forget('sla'),
};
export type DataOwner = keyof typeof readPersonalData;

export const identifyCustomer = defineRequest(
  'rpc.intake.identify-customer.v1',
  'Say by what a customer is known',
  NameSubject,
  Subject,
);

export const identifyPerson = defineRequest(
  'rpc.assignment.identify-person.v1',
  'Say by what somebody is known who works here, or did',
  NameSubject,
  IdentifiedPerson,
);

export const beginExport = defineRequest(
  'rpc.access.begin-export.v1',
  'Take out all that is kept about somebody',
  NameSubject,
  Subject,
);
