import { IsBoolean, IsInt, IsString } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Id, Line, ListOf, Maybe, OneOf } from '../fields.js';
import { GetImport, ImportPart, ImportProgress, ImportRowPage, RowReport } from './import.js';

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
export class ImportCustomers extends ImportPart {}

export class GetCustomerImport extends GetImport {}

export class CustomerImportView extends ImportProgress {
  @IsInt() created: number;
  @IsInt() updated: number;
  @IsInt() unchanged: number;
  @IsInt() failed: number;
}

export class ListImportRows extends ImportRowPage {
  @Maybe() @OneOf(importOutcomes) outcome?: ImportOutcome;
}

export class ImportRowView extends RowReport {
  @OneOf(importOutcomes) outcome: ImportOutcome;
  @Maybe() @Id() customerId?: string;
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
