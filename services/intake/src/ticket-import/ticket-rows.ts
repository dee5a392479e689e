import { Injectable } from '@nestjs/common';
import {
  OpenTicket,
  Problem,
  problemOf,
  ticketRowOutcomes,
  validated,
  type BeginTicketImport,
  type FieldError,
  type TicketRowOutcome,
} from '@deskbeat/contracts';
import type { Imports } from '../import/imports.js';
import type { Columns, RowKind, RowResult, RowWork } from '../import/row-kind.js';
import { valuesIn } from '../ticket/domain/field-cells.js';
import { defaultType } from '../ticket/domain/open-ticket.js';
import { OpeningService } from '../ticket/opening.service.js';
import { RuleBook } from '../ticket/rule-book.js';
import { TicketService } from '../ticket/ticket.service.js';
import { areApart, atColumns, meaningsOf, requestOf, type TicketRow } from './domain/rows.js';

export type TicketImports = Imports<BeginTicketImport, string, TicketRowOutcome>;
type Cells = readonly string[];

/** Rows that are tickets of another system. */
@Injectable()
export class TicketRows implements RowKind<BeginTicketImport, string, TicketRowOutcome> {
  readonly of = 'ticket';
  readonly outcomes = ticketRowOutcomes;

  constructor(
    private readonly opening: OpeningService,
    private readonly tickets: TicketService,
    private readonly rules: RuleBook,
  ) {}

  columnsIn(names: Cells, { columns = [] }: BeginTicketImport): { columns: string[] } | { errors: FieldError[] } {
    return meaningsOf(
      names.map((name) => name.trim()),
      columns,
    );
  }

  areApart(rows: readonly Cells[], columns: Columns<string>): boolean {
    return areApart(rows, columns);
  }

  async write(
    cells: Cells,
    { columns, asked, actor, id }: RowWork<BeginTicketImport, string>,
  ): Promise<RowResult<TicketRowOutcome>> {
    const row = requestOf(asked.source, columns, cells);
    if (row.intakeKey === undefined) throw atExternalId('every row needs one');
    const request = validated(OpenTicket, await this.withValues(row));
    try {
      if (asked.dryRun) return { outcome: (await this.opening.wouldOpen(request, actor)) ? 'created' : 'existing' };
      const { ticket, created } = await this.opening.open(request, actor, this.tickets.now(), { id });
      const { _id: ticketId, number } = ticket;
      return { outcome: created || ticketId === id ? 'created' : 'existing', ticketId, number };
    } catch (error) {
      if (problemOf(error).code !== 'idempotency-mismatch') throw error;
      throw atExternalId('another row with this id said something else');
    }
  }

  atColumns(errors: readonly FieldError[]): FieldError[] {
    return atColumns(errors);
  }

  /** Cells of own fields as values of their kinds. */
  private async withValues({ fields, ...request }: TicketRow): Promise<Record<string, unknown>> {
    if (fields === undefined) return request;
    const type = typeof request.type === 'string' ? request.type : defaultType;
    const { types } = await this.rules.current(type);
    return { ...request, fields: valuesIn(types.get(type)?.fields ?? [], fields) };
  }
}

const atExternalId = (message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer: '/externalId', message }] });
