import { IsBoolean, IsInt, IsNumber } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Id, Ids, Instant, Line, ListOf, Maybe, Nested, OneOf, Whole } from '../fields.js';
import { limits, priorities, statuses, type Priority, type Status, type TicketType } from '../vocabulary.js';
import { CustomerView } from './customer.js';

/** Days that repeat issues are looked for in. */
export const repeatDays = 90;
/** Newest tickets that repeats and satisfaction are reckoned from. */
export const historyDepth = 100;

export class GetCustomerHistory {
  @Id() customerId: string;
  /** Tickets to show, newest first; default 20. */
  @Maybe() @Whole(1, historyDepth) limit?: number;
}

export class GetTicketHistory {
  @Id() ticketId: string;
  @Maybe() @Whole(1, historyDepth) limit?: number;
}

/** A ticket as a line of a history. */
export class TicketBrief {
  @Id() id: string;
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @Line() type: TicketType;
  @Maybe() @Line() product?: string;
  @OneOf(statuses) status: Status;
  @OneOf(priorities) priority: Priority;
  @Maybe() @Line() assigneeName?: string;
  @Maybe() @IsInt() rating?: number;
  @Instant() createdAt: string;
}

/** The same issue again, within the days that are looked at. */
export class Repeat {
  @OneOf(['product', 'type']) of: 'product' | 'type';
  @Line() value: string;
  /** At least 2. */
  @IsInt() count: number;
  /** Newest first, at most 10. */
  @Ids(10) ticketIds: string[];
}

/** How often the issue of this ticket came up in the days before it, itself included. */
export class Occurrence {
  @Maybe() @IsInt() product?: number;
  @IsInt() type: number;
}

export class SatisfactionTrend {
  @IsInt() count: number;
  @Maybe() @IsNumber() average?: number;
  /** The newer half of the ratings against the older one: half a point makes a difference. */
  @OneOf(['better', 'worse', 'steady', 'unknown']) trend: 'better' | 'worse' | 'steady' | 'unknown';
  @Maybe() @IsInt() latest?: number;
}

export class CustomerHistory {
  /** Who counts: the other one, where the customer was merged. */
  @Nested(() => CustomerView) customer: CustomerView;
  /** All tickets ever, of duplicates too; no more than 10,000 are counted. */
  @IsInt() total: number;
  /** Nearest due first, at most 50. */
  @ListOf(() => TicketBrief, 50) open: TicketBrief[];
  @IsBoolean() moreOpen: boolean;
  /** Newest first. */
  @ListOf(() => TicketBrief, historyDepth) items: TicketBrief[];
  /** Goes on in the list of tickets of this customer, newest first. */
  @Maybe() @Line(500) next?: string;
  @ListOf(() => Repeat, historyDepth) repeats: Repeat[];
  @Nested(() => SatisfactionTrend) satisfaction: SatisfactionTrend;
  /** Of the ticket that was asked about, while it is among the newest of its customer. */
  @Maybe() @Nested(() => Occurrence) occurrence?: Occurrence;
}

export const getCustomerHistory = defineRequest(
  'rpc.intake.get-customer-history.v1',
  'Read all about a customer’s tickets',
  GetCustomerHistory,
  CustomerHistory,
);
export const getTicketHistory = defineRequest(
  'rpc.intake.get-ticket-history.v1',
  'Read all about the tickets of a ticket’s customer',
  GetTicketHistory,
  CustomerHistory,
);
