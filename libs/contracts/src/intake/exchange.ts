import { IsArray, IsString } from 'class-validator';
import { defineRequest } from '../contract.js';
import { Page } from '../common.js';
import { Id, Line, Maybe } from '../fields.js';
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

export type TableCell = string | number;

/** One page of a view or a search as a table. */
export class ViewTable {
  /** Names of the columns. */
  @IsArray() columns: string[];
  /** Those of them in which each text is a day or an instant, as ISO 8601 writes them. */
  @IsString({ each: true }) dates: string[];
  /** A text or a number for each column. */
  @IsArray() rows: TableCell[][];
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
