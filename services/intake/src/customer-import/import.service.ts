import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { v7 as uuid } from 'uuid';
import {
  Problem,
  type Actor,
  type BeginCustomerImport,
  type CustomerImportView,
  type ImportCustomers,
  type ImportRowList,
  type ListImportRows,
} from '@deskbeat/contracts';
import { decodeCursor, pageOf } from '@deskbeat/persistence';
import { separatorIn, type Separator } from '../exchange/domain/separator.js';
import { areApart, columnsIn, endOfWholeRows, rowOf } from './domain/rows.js';
import { ImportStore, rowKey, type Counts, type CustomerImport, type ImportRow } from './import.store.js';
import { RowWriter } from './row-writer.js';

/** Characters of one row at most. */
const longestRow = 100_000;
/** Rows that are written side by side, then their reports: a process that dies repeats no more than these. */
const together = 20;

/** Customers from CSV, part by part: a part that was cut off is sent again and goes on where it was. */
@Injectable()
export class ImportService {
  constructor(
    private readonly store: ImportStore,
    private readonly writer: RowWriter,
  ) {}

  async begin({ dryRun = false }: BeginCustomerImport): Promise<CustomerImportView> {
    const counts: Counts = { created: 0, updated: 0, unchanged: 0, failed: 0 };
    const start = { state: 'open', nextPart: 0, columns: null, rest: '', rows: 0, counts } as const;
    const one: CustomerImport = { _id: uuid(), dryRun, ...start, createdAt: new Date() };
    await this.store.begin(one);
    return viewOf(one);
  }

  /** @throws Problem `validation-failed` when another part comes first, or the file cannot be read */
  async take({ importId, part, text, last = false }: ImportCustomers, actor: Actor): Promise<CustomerImportView> {
    const known = await this.need(importId);
    if (part < known.nextPart || known.state === 'done') return viewOf(known);
    if (part > known.nextPart) throw refused('/part', `part ${known.nextPart} comes first`);
    const all = known.rest + (part === 0 ? text.replace(/^\uFEFF/u, '') : text);
    const separator = known.separator ?? separatorIn(all);
    const end = last ? all.length : endOfWholeRows(all, separator);
    if (all.length - end > longestRow) throw refused('/text', 'has a row that is too long, or quotes that do not end');
    const records = recordsIn(all.slice(0, end), separator);
    const columns = known.columns ?? headOf(records);
    const rows = known.columns ? records : records.slice(1);
    const counts = columns ? await this.writeRows(known, columns, rows, actor) : known.counts;
    const state = last ? 'done' : 'open';
    const head = columns ? { columns, separator } : {};
    const progress = { ...head, state, counts, rest: all.slice(end), rows: known.rows + rows.length } as const;
    await this.store.advance({ ...known, ...progress, nextPart: part + 1 });
    return this.get(importId);
  }

  async get(importId: string): Promise<CustomerImportView> {
    return viewOf(await this.need(importId));
  }

  async rows({ importId, outcome, cursor, limit = 50 }: ListImportRows): Promise<ImportRowList> {
    await this.need(importId);
    const after = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1)[0]);
    const read = await this.store.reportsAfter(importId, after, limit + 1, outcome);
    const { items, next } = pageOf(read, limit, ({ row }) => [row]);
    return { items: items.map(rowView), ...(next && { next }) };
  }

  /** Rows that have a report already were done before a process died. */
  private async writeRows(one: CustomerImport, columns: Columns, rows: string[][], actor: Actor): Promise<Counts> {
    const { _id: importId, dryRun, rows: before, counts, createdAt } = one;
    const known = await this.store.reportsAfter(importId, before, rows.length);
    const done = new Set(known.map(({ row }) => row));
    const meanings = columns.map((column) => column ?? undefined);
    const write = async ([row, cells]: NumberedRow): Promise<ImportRow> => {
      const customerId = customerOf(importId, createdAt, row);
      const report = await this.writer.write(cells, { columns: meanings, dryRun, actor, customerId });
      return { _id: rowKey(importId, row), importId, row, ...report, createdAt };
    };
    const left = rows.map((cells, index): NumberedRow => [before + index + 1, cells]).filter(([row]) => !done.has(row));
    for (let at = 0; at < left.length; at += together) {
      const some = left.slice(at, at + together);
      const isApart = areApart(some.map(([, cells]) => rowOf(cells, meanings)));
      await this.store.report(await (isApart ? Promise.all(some.map(write)) : oneByOne(some, write)));
    }
    const after = { ...counts };
    for (const { outcome } of await this.store.reportsAfter(importId, before, rows.length)) after[outcome]++;
    return after;
  }

  private async need(id: string): Promise<CustomerImport> {
    const found = await this.store.load(id);
    if (!found) throw new Problem('not-found', { context: { entity: 'import', id } });
    return found;
  }
}

type NumberedRow = [row: number, cells: string[]];

async function oneByOne(rows: NumberedRow[], write: (row: NumberedRow) => Promise<ImportRow>): Promise<ImportRow[]> {
  const reports: ImportRow[] = [];
  for (const row of rows) reports.push(await write(row));
  return reports;
}

type Columns = NonNullable<CustomerImport['columns']>;

const refused = (pointer: string, message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer, message }] });

/** Id of the customer that a row makes, always the same: written again after a kill, it is known to be this row's. */
const customerOf = (importId: string, begunAt: Date, row: number): string =>
  uuid({ msecs: begunAt.getTime(), seq: row, random: createHash('sha256').update(importId).digest() });

export function recordsIn(text: string, delimiter: Separator): string[][] {
  try {
    const lenient = { relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
    return parse(text, { delimiter, record_delimiter: ['\r\n', '\n', '\r'], ...lenient });
  } catch (error) {
    throw refused('/text', `is no CSV: ${(error as Error).message}`.slice(0, 500));
  }
}

/** Of the first row, once it has come. */
function headOf([names]: string[][]): Columns | null {
  if (!names) return null;
  const { columns, error } = columnsIn(names);
  if (error !== undefined) throw refused('/text', error);
  return columns.map((column) => column ?? null);
}

function viewOf({ _id: id, dryRun, state, nextPart, rows, counts, createdAt }: CustomerImport): CustomerImportView {
  return { id, dryRun, state, nextPart, rows, ...counts, createdAt: createdAt.toISOString() };
}

const rowView = ({ row, outcome, customerId, errors }: ImportRow) => ({
  row,
  outcome,
  ...(customerId !== undefined && { customerId }),
  errors,
});
