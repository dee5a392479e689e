import type { Actor, FieldError } from '@deskbeat/contracts';

/** Of the first row by place, null for what means nothing; as they are kept. */
export type Columns<Column extends string> = readonly (Column | null)[];

export interface RowWork<Asked, Column extends string> {
  columns: Columns<Column>;
  asked: Asked;
  actor: Actor;
  /** Of what the row makes: always the same. Who finds it there already knows that an earlier try of this row made it. */
  id: string;
}

/** What became of a row, and what it is now. */
export interface RowResult<Outcome extends string> {
  outcome: Outcome;
  customerId?: string;
  ticketId?: string;
  number?: string;
}

/** What an import makes of the rows of a table. */
export interface RowKind<Asked, Column extends string, Outcome extends string> {
  readonly of: 'customer' | 'ticket';
  readonly outcomes: readonly (Outcome | 'failed')[];
  columnsIn(names: readonly string[], asked: Asked): { columns: Columns<Column> } | { errors: FieldError[] };
  /** Whether the rows have nothing in common: then their order means nothing. */
  areApart(rows: readonly (readonly string[])[], columns: Columns<Column>): boolean;
  /** @throws Problem what is wrong with the row, or a retryable one */
  write(cells: readonly string[], work: RowWork<Asked, Column>): Promise<RowResult<Outcome>>;
  /** Pointers to fields of a request as pointers to columns. */
  atColumns(errors: readonly FieldError[], cells: readonly string[], columns: Columns<Column>): FieldError[];
}

export const importsToken = (of: RowKind<never, never, never>['of']): string => `imports:${of}`;
