import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import {
  OpenTicket,
  Problem,
  problemOf,
  validated,
  type Actor,
  type TicketImportReport,
  type ImportTickets,
  type TicketRowReport,
} from '@deskbeat/contracts';
import { valuesIn } from '../ticket/domain/field-cells.js';
import { defaultType } from '../ticket/domain/open-ticket.js';
import { OpeningService } from '../ticket/opening.service.js';
import { RuleBook } from '../ticket/rule-book.js';
import { ReceivingService } from '../conversation/receiving.service.js';
import { meaningsOf, requestOf, skewOf } from './domain/import-row.js';
import { separatorIn } from './domain/separator.js';

const mostRows = 500;
/** Rows that are taken in side by side. */
const together = 20;

interface Row {
  line: number;
  request: Record<string, unknown>;
  /** Why it cannot be what the columns say. */
  skewed?: string;
}

/** Tickets of other systems: each row is taken in or refused by itself. */
@Injectable()
export class ImportService {
  constructor(
    private readonly receiving: ReceivingService,
    private readonly opening: OpeningService,
    private readonly rules: RuleBook,
  ) {}

  /** @throws Problem `validation-failed` when it is no table of tickets; retryable ones for the whole part */
  async take(command: ImportTickets, actor: Actor): Promise<TicketImportReport> {
    const rows = rowsIn(command);
    const reports: TicketRowReport[] = [];
    for (let at = 0; at < rows.length; at += together) {
      const some = rows.slice(at, at + together);
      reports.push(...(await Promise.all(some.map((row) => this.reportOn(row, command.dryRun ?? false, actor)))));
    }
    const count = (wanted: TicketRowReport['outcome']): number =>
      reports.filter(({ outcome }) => outcome === wanted).length;
    const [created, existing, valid, refused] = [count('created'), count('existing'), count('valid'), count('refused')];
    return { rows: reports, created, existing, valid, refused };
  }

  private async reportOn({ line, request, skewed }: Row, dryRun: boolean, actor: Actor): Promise<TicketRowReport> {
    try {
      if (skewed !== undefined) refuse('/csv', skewed);
      if (request.intakeKey === undefined) refuse('/externalId', 'every row needs one');
      const sound = validated(OpenTicket, await this.withValues(request));
      if (dryRun) return { line, outcome: (await this.opening.wouldOpen(sound, actor)) ? 'valid' : 'existing' };
      const { ticket, created } = await this.receiving.open(sound, actor);
      return { line, outcome: created ? 'created' : 'existing', ticketId: ticket.id, number: ticket.number };
    } catch (error) {
      const { code, errors, retryable } = problemOf(error);
      if (retryable) throw error;
      return { line, outcome: 'refused', code, ...(errors && { errors: errors.slice(0, 50) }) };
    }
  }

  /** Cells of own fields as values of their kinds. */
  private async withValues({ fields, ...request }: Row['request']): Promise<Row['request']> {
    if (fields === undefined) return request;
    const type = typeof request.type === 'string' ? request.type : defaultType;
    const { types } = await this.rules.current(type);
    return { ...request, fields: valuesIn(types.get(type)?.fields ?? [], fields as Record<string, string>) };
  }
}

function rowsIn({ csv, source, columns = [], firstLine = 2 }: ImportTickets): Row[] {
  const [header, ...records] = recordsIn(csv, firstLine - 2);
  if (!header) return refuse('/csv', 'there is nothing in it');
  if (records.length > mostRows) return refuse('/csv', `has more than ${mostRows} rows; send it in parts`);
  const found = meaningsOf(
    header.cells.map((name) => name.trim()),
    columns,
  );
  if ('errors' in found) throw new Problem('validation-failed', { errors: found.errors.slice(0, 50) });
  const offset = firstLine - (records[0]?.line ?? 2);
  return records.map(({ line, cells }) => ({
    line: line + offset,
    request: requestOf(source, found.meanings, cells),
    skewed: skewOf(cells, found.meanings.length),
  }));
}

/**
 * With the line on which each one begins. Lines of cells and of rows may end in different ways.
 * @param before lines of the whole file before this part
 */
function recordsIn(csv: string, before: number): { line: number; cells: string[] }[] {
  const text = csv.replace(/^\uFEFF/u, '').replaceAll(/\r\n?/g, '\n');
  try {
    const options = { relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true } as const;
    const parsed = parse(text, { ...options, delimiter: separatorIn(text) }) as unknown as {
      info: { lines: number };
      record: string[];
    }[];
    return parsed.map(({ info, record }) => ({ line: info.lines - lineEndsIn(record), cells: record }));
  } catch (error) {
    const { lines } = error as { lines?: number };
    return refuse('/csv', `is no CSV: line ${lines === undefined ? '?' : lines + before}`);
  }
}

const lineEndsIn = (cells: readonly string[]): number => cells.join('').split('\n').length - 1;

function refuse(pointer: string, message: string): never {
  throw new Problem('validation-failed', { errors: [{ pointer, message }] });
}
