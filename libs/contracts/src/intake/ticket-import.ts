import { IsBoolean, IsInt } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Id, Line, ListOf, Maybe, OneOf } from '../fields.js';
import { GetImport, ImportPart, ImportProgress, ImportRowPage, RowReport } from './import.js';

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

export class BeginTicketImport {
  /** The system that they come from; its ids mean something there only. */
  @Id() source: string;
  /** Where the names of columns are not ours. */
  @Maybe() @ListOf(() => ColumnMeaning, 100) columns?: ColumnMeaning[];
  /** Only tells what would happen. */
  @Maybe() @IsBoolean() dryRun?: boolean;
}

/**
 * The next part of the file, cut anywhere but in a character. The first row names the columns, between commas,
 * semicolons or tabs. A row is a new ticket, whose history begins now; its `externalId` names it for good: the same row
 * again, in whichever import, is the same ticket.
 */
export class ImportTickets extends ImportPart {}

export class GetTicketImport extends GetImport {}

export const ticketRowOutcomes = ['created', 'existing', 'failed'] as const;
export type TicketRowOutcome = (typeof ticketRowOutcomes)[number];

export class TicketImportView extends ImportProgress {
  @Id() source: string;
  @Maybe() @ListOf(() => ColumnMeaning, 100) columns?: ColumnMeaning[];
  @IsInt() created: number;
  /** Rows that had been taken in before. */
  @IsInt() existing: number;
  @IsInt() failed: number;
}

export class ListTicketImportRows extends ImportRowPage {
  @Maybe() @OneOf(ticketRowOutcomes) outcome?: TicketRowOutcome;
}

export class TicketRowReport extends RowReport {
  @OneOf(ticketRowOutcomes) outcome: TicketRowOutcome;
  @Maybe() @Id() ticketId?: string;
  @Maybe() @Id() number?: string;
}

export class TicketRowList {
  @ListOf(() => TicketRowReport, 200) items: TicketRowReport[];
  @Maybe() @Line(500) next?: string;
}

export const beginTicketImport = defineRequest(
  'rpc.intake.begin-ticket-import.v1',
  'Begin to take tickets of another system from a CSV',
  BeginTicketImport,
  TicketImportView,
);
export const importTickets = defineRequest(
  'rpc.intake.import-tickets.v1',
  'Take the next part of a CSV of tickets',
  ImportTickets,
  TicketImportView,
);
export const getTicketImport = defineRequest(
  'rpc.intake.get-ticket-import.v1',
  'Read how far an import of tickets is',
  GetTicketImport,
  TicketImportView,
);
export const listTicketImportRows = defineRequest(
  'rpc.intake.list-ticket-import-rows.v1',
  'List what became of the rows of an import of tickets',
  ListTicketImportRows,
  TicketRowList,
);
