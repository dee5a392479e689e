import { IsInt } from 'class-validator';
import { ActorData, Page } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, Nested, OneOf, Text } from '../fields.js';
import { dataSubjects, ErasedCount, NameSubject, type DataSubject } from './personal-data.js';

/** Cannot be taken back. Asked for again it is the same erasure, which goes on where it was. */
export class ErasePerson extends NameSubject {
  @Maybe() @Text(2_000) reason?: string;
}

export class NameErasure {
  @Id() erasureId: string;
}

/** What a service has done. */
export class ErasureReport {
  @Line(60) service: string;
  @ListOf(() => ErasedCount, 50) counts: ErasedCount[];
}

export class ErasureView {
  @Id() id: string;
  @IsInt() version: number;
  @OneOf(dataSubjects) kind: DataSubject;
  @Id() subjectId: string;
  /** What stands in the place of the name. */
  @Line(60) pseudonym: string;
  @OneOf(['running', 'done']) state: 'running' | 'done';
  @Maybe() @Text(2_000) reason?: string;
  @Nested(() => ActorData) by: ActorData;
  @Instant() startedAt: string;
  @Maybe() @Instant() doneAt?: string;
  @ListOf(() => ErasureReport, 20) report: ErasureReport[];
}

/** Newest first. */
export class ListErasures extends Page {}
export class ErasureList {
  @ListOf(() => ErasureView, 200) items: ErasureView[];
  @Maybe() @Line(500) next?: string;
}

export const erasePerson = defineRequest(
  'rpc.access.erase-person.v1',
  'Forget somebody in every service',
  ErasePerson,
  ErasureView,
);
export const getErasure = defineRequest(
  'rpc.access.get-erasure.v1',
  'Read how far an erasure is',
  NameErasure,
  ErasureView,
);
export const listErasures = defineRequest(
  'rpc.access.list-erasures.v1',
  'List the erasures',
  ListErasures,
  ErasureList,
);
