import { IsBoolean, IsInt, IsString, Matches, MaxLength } from 'class-validator';
import { Page } from '../common.js';
import { defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf, Whole } from '../fields.js';

/**
 * Columns of a CSV of customers, in and out, and `field.<key>` for each of the organisation's own fields. Several
 * addresses, numbers and ids stand in one cell, between semicolons.
 */
export const customerColumns = [
  'kind',
  'name',
  'email',
  'phone',
  'social',
  'external',
  'tier',
  'region',
  'language',
  'timeZone',
  'notes',
  'organisation',
] as const;
export type CustomerColumn = (typeof customerColumns)[number] | `field.${string}`;

/** Characters of a part of a file at most. */
export const longestPart = 60_000;

export const importOutcomes = ['created', 'updated', 'unchanged', 'failed'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

export class BeginCustomerImport {
  /** Only tells what would happen. */
  @Maybe() @IsBoolean() dryRun?: boolean;
}

/**
 * The next part of the file, cut anywhere but in a character. The first row names the columns, between commas,
 * semicolons or tabs. A row is a customer, who is known by its external id, else by e-mail: the same row again changes
 * nothing.
 */
export class ImportCustomers {
  @Id() importId: string;
  /** Counts from 0. A part that was taken before is not taken again. */
  @Whole(0, 1_000_000) part: number;
  @IsString()
  @MaxLength(longestPart)
  @Matches(/^\P{Cs}*$/u, { message: '$property is cut in the middle of a character' })
  text: string;
  @Maybe() @IsBoolean() last?: boolean;
}

export class GetCustomerImport {
  @Id() importId: string;
}

export class CustomerImportView {
  @Id() id: string;
  @IsBoolean() dryRun: boolean;
  @OneOf(['open', 'done']) state: 'open' | 'done';
  /** Number of the part to send next. */
  @IsInt() nextPart: number;
  @IsInt() rows: number;
  @IsInt() created: number;
  @IsInt() updated: number;
  @IsInt() unchanged: number;
  @IsInt() failed: number;
  @Instant() createdAt: string;
}

export class ListImportRows extends Page {
  @Id() importId: string;
  @Maybe() @OneOf(importOutcomes) outcome?: ImportOutcome;
}

export class CellError {
  /** `/email`: the column. */
  @Line(100) pointer: string;
  @Line(2_000) message: string;
}

export class ImportRowView {
  /** Counts from 1, without the row of the names. */
  @IsInt() row: number;
  @OneOf(importOutcomes) outcome: ImportOutcome;
  @Maybe() @Id() customerId?: string;
  @ListOf(() => CellError, 100) errors: CellError[];
}

export class ImportRowList {
  @ListOf(() => ImportRowView, 200) items: ImportRowView[];
  @Maybe() @Line(500) next?: string;
}

export class ExportCustomers {
  @Maybe() @Line(500) cursor?: string;
}

/** Rows of a CSV, with the names of the columns on the first page. */
export class CustomersCsv {
  @IsString() csv: string;
  @Maybe() @Line(500) next?: string;
}

export const beginCustomerImport = defineRequest(
  'rpc.intake.begin-customer-import.v1',
  'Begin to take customers from a CSV',
  BeginCustomerImport,
  CustomerImportView,
);
export const importCustomers = defineRequest(
  'rpc.intake.import-customers.v1',
  'Take the next part of a CSV of customers',
  ImportCustomers,
  CustomerImportView,
);
export const getCustomerImport = defineRequest(
  'rpc.intake.get-customer-import.v1',
  'Read how far an import of customers is',
  GetCustomerImport,
  CustomerImportView,
);
export const listImportRows = defineRequest(
  'rpc.intake.list-import-rows.v1',
  'List what became of the rows of an import',
  ListImportRows,
  ImportRowList,
);
export const exportCustomers = defineRequest(
  'rpc.intake.export-customers.v1',
  'Write customers as CSV',
  ExportCustomers,
  CustomersCsv,
);
