import { IsArray } from 'class-validator';
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
