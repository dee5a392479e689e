import { IsArray, IsBoolean, IsInt, IsString, Length } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Page } from '../common.js';
import { Id, Line, ListOf, Maybe, OneOf, Whole } from '../fields.js';
import { ErrorAtField } from './row-report.js';
import { SearchTickets } from './search.js';
import { Columns, type ViewColumn } from './view.js';

export class ExportView extends Page {
  @Id() id: string;
}

/**
 * All tickets that a search without words finds, the newest first; with words, as many as the pages of the search reach,
 * in its order.
 */
export class ExportSearch extends SearchTickets {
  /** All of them when absent. */
  @Maybe() @Columns() columns?: ViewColumn[];
}

/** One page of a view or a search as a table. */
export class ViewTable {
  /** Names of the columns. */
  @IsArray() columns: string[];
  /** A text for each column. */
  @IsArray() rows: string[][];
  @Maybe() @Line(500) next?: string;
}

export const exportView = defineRequest(
  'rpc.intake.export-view.v1',
  'Read the tickets of a view as a table',
  ExportView,
  ViewTable,
);

export const exportSearch = defineRequest(
  'rpc.intake.export-search.v1',
  'Read the tickets of a search as a table',
  ExportSearch,
  ViewTable,
);

/** What a column of an imported table may be; `field.<key>` is one of the organisation's own. */
export const importColumns = [
  'externalId',
  'subject',
  'text',
  'type',
  'priority',
  'channel',
  'tags',
  'affected',
  'product',
  'region',
  'reportedAt',
  'plannedFor',
  'customer.name',
  'customer.email',
  'customer.phone',
  'customer.externalId',
  'customer.tier',
  'customer.region',
] as const;

export class ColumnMeaning {
  /** As it stands in the first line. */
  @Line() column: string;
  /** One of ours, `field.<key>`, or `-` for nothing. */
  @Line(60) means: string;
}

/** Tickets of another system as CSV. `externalId` names each for good: sent again, it is the same ticket. */
export class ImportTickets {
  /** The system that they come from; its ids mean something there only. */
  @Id() source: string;
  /**
   * With a first line that names the columns, between commas, semicolons or tabs; up to 500 rows. Large files are sent in
   * parts, each with that line.
   */
  @IsString() @Length(1, 200_000) csv: string;
  /** Where the names of columns are not ours. */
  @Maybe() @ListOf(() => ColumnMeaning, 100) columns?: ColumnMeaning[];
  /** Only says what would become of the rows. */
  @Maybe() @IsBoolean() dryRun?: boolean;
  /** Line of the whole file in which the first row of this part stands; default 2. */
  @Maybe() @Whole(2) firstLine?: number;
}

export const ticketRowOutcomes = ['created', 'existing', 'valid', 'refused'] as const;
export type TicketRowOutcome = (typeof ticketRowOutcomes)[number];

export class TicketRowReport {
  @IsInt() line: number;
  @OneOf(ticketRowOutcomes) outcome: TicketRowOutcome;
  @Maybe() @Id() ticketId?: string;
  @Maybe() @Id() number?: string;
  /** A code of the catalogue. */
  @Maybe() @Line() code?: string;
  @Maybe() @ListOf(() => ErrorAtField, 50) errors?: ErrorAtField[];
}

export class TicketImportReport {
  @ListOf(() => TicketRowReport, 500) rows: TicketRowReport[];
  @IsInt() created: number;
  @IsInt() existing: number;
  @IsInt() valid: number;
  @IsInt() refused: number;
}

export const importTickets = defineRequest(
  'rpc.intake.import-tickets.v1',
  'Take in tickets of another system',
  ImportTickets,
  TicketImportReport,
);
