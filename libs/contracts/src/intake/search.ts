import { IsBoolean, IsInt } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Page } from '../common.js';
import { Id, Line, ListOf, Maybe, Nested, OneOf, Whole } from '../fields.js';
import { TicketView } from './ticket.js';

export const searchOrders = ['relevance', 'newest'] as const;
export type SearchOrder = (typeof searchOrders)[number];

export class SearchTickets extends Page {
  /**
   * `status:open priority:urgent assignee:me tag:vpn,old created:>2026-01-01 "blue screen" -word`; a last word may be
   * begun. Values stand between commas; one with a space or a comma stands in quotation marks: `tag:"cold, dark"`. Days
   * are those of UTC.
   */
  @Line(500) q: string;
  @Maybe() @OneOf(searchOrders) order?: SearchOrder;
}

/** Part of a text that matches: offsets in UTF-16 units. */
export class MatchRange {
  @Whole(0) start: number;
  @Whole(0) end: number;
}

/** `field`: the product, or a field of the type's own. */
export const matchedFields = ['subject', 'customer', 'tag', 'field', 'message'] as const;
export type MatchedField = (typeof matchedFields)[number];

/** A text of the ticket with the places that match. Plain text, never markup. */
export class MatchedText {
  @OneOf(matchedFields) field: MatchedField;
  /** Version of the timeline entry that has the message. */
  @Maybe() @IsInt() version?: number;
  @Line() text: string;
  @ListOf(() => MatchRange, 200) ranges: MatchRange[];
}

export class FoundTicket {
  @Nested(() => TicketView) ticket: TicketView;
  @ListOf(() => MatchedText, 4) matches: MatchedText[];
}

export class FoundTickets {
  @ListOf(() => FoundTicket, 50) items: FoundTicket[];
  /** Tickets that have the words; filters may leave out some of them. */
  @IsInt() matching: number;
  /** False when filters or phrases were only checked on the best of the matching tickets. */
  @IsBoolean() complete: boolean;
  @Maybe() @Line(500) next?: string;
}

export const searchTickets = defineRequest(
  'rpc.intake.search-tickets.v1',
  'Search tickets',
  SearchTickets,
  FoundTickets,
);

export class IndexTickets {
  /** Where the last call ended; from the beginning when absent. */
  @Maybe() @Id() after?: string;
  /** Tickets of this call, 1 to 2,000, default 500. */
  @Maybe() @Whole(1, 2_000) limit?: number;
}

export class IndexedTickets {
  @IsInt() indexed: number;
  /** Id of the last ticket, for the next call; absent when all are done. */
  @Maybe() @Id() next?: string;
}

export const indexTickets = defineRequest(
  'rpc.intake.index-tickets.v1',
  'Rebuild the search index of some tickets',
  IndexTickets,
  IndexedTickets,
);
