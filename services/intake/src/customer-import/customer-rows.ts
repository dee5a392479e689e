import { Injectable } from '@nestjs/common';
import {
  importOutcomes,
  type BeginCustomerImport,
  type CustomerColumn,
  type FieldError,
  type ImportOutcome,
} from '@deskbeat/contracts';
import type { Imports } from '../import/imports.js';
import type { Columns, RowKind, RowResult, RowWork } from '../import/row-kind.js';
import { areApart, atColumns, columnsIn, rowOf } from './domain/rows.js';
import { RowWriter } from './row-writer.js';

export type CustomerImports = Imports<BeginCustomerImport, CustomerColumn, ImportOutcome>;
type Cells = readonly string[];

/** Rows that are customers. */
@Injectable()
export class CustomerRows implements RowKind<BeginCustomerImport, CustomerColumn, ImportOutcome> {
  readonly of = 'customer';
  readonly outcomes = importOutcomes;

  constructor(private readonly writer: RowWriter) {}

  columnsIn(names: Cells): { columns: Columns<CustomerColumn> } | { errors: FieldError[] } {
    const { columns, error } = columnsIn(names);
    return error === undefined ? { columns } : { errors: [{ pointer: '/text', message: error }] };
  }

  areApart(rows: readonly Cells[], columns: Columns<CustomerColumn>): boolean {
    return areApart(rows.map((cells) => rowOf(cells, columns)));
  }

  write(
    cells: Cells,
    { columns, asked, actor, id }: RowWork<BeginCustomerImport, CustomerColumn>,
  ): Promise<RowResult<ImportOutcome>> {
    return this.writer.write(rowOf(cells, columns), { dryRun: asked.dryRun ?? false, actor, id });
  }

  atColumns(errors: readonly FieldError[], cells: Cells, columns: Columns<CustomerColumn>): FieldError[] {
    return atColumns(errors, rowOf(cells, columns).sources);
  }
}
