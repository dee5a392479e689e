import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import {
  Problem,
  problemOf,
  type Actor,
  type FieldError,
  type ImportPart,
  type ImportProgress,
  type ImportRowPage,
} from '@deskbeat/contracts';
import { decodeCursor, pageOf } from '@deskbeat/persistence';
import { separatorIn } from './domain/separator.js';
import { endOfWholeRows, skewOf } from './domain/whole-rows.js';
import { rowKey, type Import, type ImportRow, type ImportStore } from './import.store.js';
import { recordsIn } from './records.js';
import type { Columns, RowKind } from './row-kind.js';

/** Characters of one row at most. */
const longestRow = 100_000;
/** Rows that are written side by side, then their reports: a process that dies repeats no more than these. */
const together = 20;

export type ImportView<Asked, Outcome extends string> = Asked & ImportProgress & Record<Outcome | 'failed', number>;
type RowView<Outcome extends string> = Omit<ImportRow<Outcome>, '_id' | 'importId' | 'createdAt'>;

/** Rows of a CSV that come part by part: a part that was cut off is sent again and goes on where it was. */
export class Imports<Asked extends { dryRun?: boolean }, Column extends string, Outcome extends string> {
  constructor(
    private readonly store: ImportStore,
    private readonly kind: RowKind<Asked, Column, Outcome>,
  ) {}

  async begin(asked: Asked): Promise<ImportView<Asked, Outcome>> {
    const { of, outcomes } = this.kind;
    const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Counts<Outcome>;
    const start = { state: 'open', nextPart: 0, columns: null, rest: '', rows: 0, counts } as const;
    const one = { _id: uuid(), of, asked, ...start, createdAt: new Date() };
    await this.store.begin(one);
    return viewOf<Asked, Outcome>(one);
  }

  /** @throws Problem `validation-failed` when another part comes first, or the file cannot be read */
  async take({ importId, part, text, last = false }: ImportPart, actor: Actor): Promise<ImportView<Asked, Outcome>> {
    const known = await this.need(importId);
    if (part < known.nextPart || known.state === 'done') return viewOf(known);
    if (part > known.nextPart) throw refused([{ pointer: '/part', message: `part ${known.nextPart} comes first` }]);
    const all = known.rest + (part === 0 ? text.replace(/^\uFEFF/u, '') : text);
    const separator = known.separator ?? separatorIn(all);
    const end = last ? all.length : endOfWholeRows(all, separator);
    if (all.length - end > longestRow) throw refused(endless);
    const records = recordsIn(all.slice(0, end), separator);
    const columns = known.columns ?? this.headOf(records, known.asked);
    const rows = known.columns ? records : records.slice(1);
    const counts = columns ? await this.writeRows(known, columns, rows, actor) : known.counts;
    const state = last ? 'done' : 'open';
    const head = columns ? { columns, separator } : {};
    const progress = { ...head, state, counts, rest: all.slice(end), rows: known.rows + rows.length } as const;
    await this.store.advance({ ...known, ...progress, nextPart: part + 1 });
    return this.get(importId);
  }

  async get(importId: string): Promise<ImportView<Asked, Outcome>> {
    return viewOf(await this.need(importId));
  }

  async rows({ importId, outcome, cursor, limit = 50 }: ImportRowPage & { outcome?: Outcome | 'failed' }): Promise<{
    items: RowView<Outcome | 'failed'>[];
    next?: string;
  }> {
    await this.need(importId);
    const after = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1)[0]);
    const read = await this.store.reportsAfter<Outcome | 'failed'>(importId, after, limit + 1, outcome);
    const { items, next } = pageOf(read, limit, ({ row }) => [row], bytesOf);
    return { items: items.map(({ _id, importId: of, createdAt, ...view }) => view), ...(next && { next }) };
  }

  /** Rows that have a report already were done before a process died. */
  private async writeRows(
    one: Import<Asked, Column, Outcome>,
    columns: Columns<Column>,
    rows: string[][],
    actor: Actor,
  ): Promise<Counts<Outcome>> {
    const { _id: importId, asked, rows: before, counts, createdAt } = one;
    const known = await this.store.reportsAfter(importId, before, rows.length);
    const done = new Set(known.map(({ row }) => row));
    const write = async ([row, cells]: NumberedRow): Promise<ImportRow> => {
      const id = idOf(importId, createdAt, row);
      const report = await this.reportOn(cells, { columns, asked, actor, id });
      return { _id: rowKey(importId, row), importId, row, ...report, createdAt };
    };
    const left = rows.map((cells, index): NumberedRow => [before + index + 1, cells]).filter(([row]) => !done.has(row));
    for (let at = 0; at < left.length; at += together) {
      const some = left.slice(at, at + together);
      const cells = some.map(([, one]) => one);
      const isApart = this.kind.areApart(cells, columns);
      await this.store.report(await (isApart ? Promise.all(some.map(write)) : oneByOne(some, write)));
    }
    const after = { ...counts };
    const reports = await this.store.reportsAfter<Outcome | 'failed'>(importId, before, rows.length);
    for (const { outcome } of reports) after[outcome]++;
    return after;
  }

  /** What is wrong with the row is its report; an outage is thrown. */
  private async reportOn(
    cells: readonly string[],
    work: Parameters<RowKind<Asked, Column, Outcome>['write']>[1],
  ): Promise<Pick<ImportRow, 'outcome' | 'errors'>> {
    const skewed = skewOf(cells, work.columns.length);
    if (skewed !== undefined) return { outcome: 'failed', errors: [{ pointer: '', message: skewed }] };
    try {
      return { ...(await this.kind.write(cells, work)), errors: [] };
    } catch (error) {
      const { retryable, errors = [], message } = problemOf(error);
      if (retryable) throw error;
      const told = errors.length > 0 ? this.kind.atColumns(errors, cells, work.columns) : [{ pointer: '', message }];
      return { outcome: 'failed', errors: told.slice(0, mostErrors) };
    }
  }

  /** Of the first row, once it has come. */
  private headOf([names]: string[][], asked: Asked): Columns<Column> | null {
    if (!names) return null;
    const found = this.kind.columnsIn(names, asked);
    if ('errors' in found) throw refused(found.errors.slice(0, mostErrors));
    return found.columns;
  }

  private async need(id: string): Promise<Import<Asked, Column, Outcome>> {
    const found = await this.store.load<Import<Asked, Column, Outcome>>(id, this.kind.of);
    if (!found) throw new Problem('not-found', { context: { entity: 'import', id } });
    return found;
  }
}

type NumberedRow = [row: number, cells: string[]];
type Counts<Outcome extends string> = Record<Outcome | 'failed', number>;

async function oneByOne(rows: NumberedRow[], write: (row: NumberedRow) => Promise<ImportRow>): Promise<ImportRow[]> {
  const reports: ImportRow[] = [];
  for (const row of rows) reports.push(await write(row));
  return reports;
}

const mostErrors = 50;
const bytesOf = ({ errors }: ImportRow): number => Buffer.byteLength(JSON.stringify(errors));
const endless = [{ pointer: '/text', message: 'has a row that is too long, or quotes that do not end' }];
const refused = (errors: FieldError[]): Problem => new Problem('validation-failed', { errors });

const idOf = (importId: string, begunAt: Date, row: number): string =>
  uuid({ msecs: begunAt.getTime(), seq: row, random: createHash('sha256').update(importId).digest() });

function viewOf<Asked extends { dryRun?: boolean }, Outcome extends string>(
  one: Import<Asked, string, Outcome>,
): ImportView<Asked, Outcome> {
  const { _id: id, asked, state, nextPart, rows, counts, createdAt } = one;
  const { dryRun = false } = asked;
  return { id, ...asked, dryRun, state, nextPart, rows, ...counts, createdAt: createdAt.toISOString() };
}
