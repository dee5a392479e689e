import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import type { Collection, Filter } from 'mongodb';
import type { CellError } from '@deskbeat/contracts';
import { collectionOf, onlyDuplicates } from '@deskbeat/persistence';
import type { Separator } from './domain/separator.js';

/** How far an import is. */
export interface Import<Asked = unknown, Column extends string = string, Outcome extends string = string> {
  _id: string;
  /** What its rows are. */
  of: string;
  asked: Asked;
  state: 'open' | 'done';
  nextPart: number;
  /** Null until the first row has come. */
  columns: readonly (Column | null)[] | null;
  /** What stands between cells, from then on. */
  separator?: Separator;
  /** What came of a row that is not whole yet. */
  rest: string;
  rows: number;
  counts: Record<Outcome | 'failed', number>;
  createdAt: Date;
}

export interface ImportRow<Outcome extends string = string> {
  /** `<import>:<row, nine digits>` */
  _id: string;
  importId: string;
  row: number;
  outcome: Outcome;
  customerId?: string;
  ticketId?: string;
  number?: string;
  errors: CellError[];
  createdAt: Date;
}

const { Mixed } = Schema.Types;
const keptSeconds = 30 * 24 * 60 * 60;
const options = { versionKey: false, minimize: false, strict: 'throw' } as const;

export const importSchema = new Schema<Import>(
  {
    _id: String,
    of: String,
    asked: Mixed,
    state: String,
    nextPart: Number,
    columns: Mixed,
    separator: String,
    rest: String,
    rows: Number,
    counts: Mixed,
    createdAt: Date,
  } as never,
  options,
);
importSchema.index({ createdAt: 1 }, { expireAfterSeconds: keptSeconds, name: 'kept' });

export const importRowSchema = new Schema<ImportRow>(
  {
    _id: String,
    importId: String,
    row: Number,
    outcome: String,
    customerId: String,
    ticketId: String,
    number: String,
    errors: Mixed,
    createdAt: Date,
  } as never,
  // A document of mongoose has `errors` of its own; these are read and written by the driver alone.
  { ...options, suppressReservedKeysWarning: true },
);
importRowSchema.index({ importId: 1, row: 1 }, { name: 'row' });
importRowSchema.index({ importId: 1, outcome: 1, row: 1 }, { name: 'outcome' });
importRowSchema.index({ createdAt: 1 }, { expireAfterSeconds: keptSeconds, name: 'kept' });

/** Imports and the reports of their rows; both are forgotten after 30 days. */
@Injectable()
export class ImportStore {
  private readonly imports: Collection<Import>;
  private readonly rows: Collection<ImportRow>;

  constructor(@InjectModel('Import') imports: Model<Import>, @InjectModel('ImportRow') rows: Model<ImportRow>) {
    this.imports = collectionOf(imports);
    this.rows = collectionOf(rows);
  }

  async begin(one: Import): Promise<void> {
    await this.imports.insertOne(one);
  }

  async load<I extends Import>(id: string, of: string): Promise<I | undefined> {
    return ((await this.imports.findOne({ _id: id, of })) as I | null) ?? undefined;
  }

  /** Only over the import that waits for this part. */
  async advance({ _id, nextPart, createdAt: _, ...next }: Import): Promise<void> {
    await this.imports.updateOne({ _id, nextPart: nextPart - 1 }, { $set: { ...next, nextPart } });
  }

  /** A row that has a report keeps it. */
  async report(reports: ImportRow[]): Promise<void> {
    try {
      if (reports.length > 0) await this.rows.insertMany(reports, { ordered: false });
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
    }
  }

  /** Reports of rows after one. */
  reportsAfter<Outcome extends string>(
    importId: string,
    after: number,
    limit: number,
    outcome?: string,
  ): Promise<ImportRow<Outcome>[]> {
    const filter: Filter<ImportRow> = { importId, ...(outcome && { outcome }), row: { $gt: after } };
    return this.rows
      .find(filter, { hint: outcome ? 'outcome' : 'row' })
      .sort({ row: 1 })
      .limit(limit)
      .toArray() as Promise<ImportRow<Outcome>[]>;
  }
}

export const rowKey = (importId: string, row: number): string => `${importId}:${String(row).padStart(9, '0')}`;
