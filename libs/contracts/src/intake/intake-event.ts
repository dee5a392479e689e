import { IsObject, Matches } from 'class-validator';
import { Id, Instant, Key, Line, Maybe, Nested, OneOf, Tags, Text, Whole } from '../fields.js';
import { limits, priorities, type Priority, type TicketType } from '../vocabulary.js';
import { CustomerRef } from './customer.js';
import { TicketTraits } from './ticket-traits.js';
import { Fields, type FieldChanges } from './ticket-type.js';

/** What another company system reports. */
export class ReportedIssue extends TicketTraits {
  /** Where it is absent, the text's first line. */
  @Maybe() @Line(limits.subject) subject?: string;
  @Maybe() @Text() text?: string;
  @Maybe() @Key() type?: TicketType;
  @Maybe() @OneOf(priorities) priority?: Priority;
  @Nested(() => CustomerRef) customer: CustomerRef;
  @Maybe() @Tags() tags?: string[];
  @Maybe() @Whole(1, 1_000_000_000) affected?: number;
  @Maybe() @Fields() fields?: FieldChanges;
}

/** CloudEvents 1.0, JSON, structured mode. `source` + `id` name the issue for good. */
export class IntakeEvent {
  @OneOf(['1.0']) specversion: '1.0';
  @Line(255) id: string;
  /** URI reference of the sender. */
  @Line(255) source: string;
  @OneOf(['io.deskbeat.issue.reported.v1']) type: 'io.deskbeat.issue.reported.v1';
  @Maybe() @Matches(/^application\/json(;\s*charset=utf-8)?$/i) datacontenttype?: string;
  @Maybe() @Line(255) dataschema?: string;
  @Maybe() @Line(255) subject?: string;
  @Maybe() @Instant() time?: string;
  /** W3C trace context extension. */
  @Maybe() @Line(255) traceparent?: string;
  @Maybe() @Line(512) tracestate?: string;
  @IsObject() @Nested(() => ReportedIssue) data: ReportedIssue;
}

/** Sent to a publisher that waits for a reply, once the ticket is durable. */
export class IntakeReceipt {
  @Id() ticketId: string;
  @Id() number: string;
}

/** Other systems publish on `intake.<source>.v1`. */
export const intakeSubjects = 'intake.*.v1';
