import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import {
  Problem,
  problemOf,
  SavePerson,
  validated,
  type Actor,
  type ImportedRow,
  type ImportPeople,
  type ImportReport,
} from '@deskbeat/contracts';
import { importColumns, personOf, type Row } from '../domain/people-rows.js';
import { changed, created } from '../domain/person.js';
import { PeopleService } from './people.service.js';
import { PersonStore } from './person.store.js';

const mostRows = 5_000;

/** People from a table: each row is taken or refused by itself. */
@Injectable()
export class PeopleImport {
  constructor(
    private readonly people: PersonStore,
    private readonly service: PeopleService,
  ) {}

  async run({ csv, dryRun = false }: ImportPeople, actor: Actor, at: Date): Promise<ImportReport> {
    const seen = new Set<string>();
    const rows: ImportedRow[] = [];
    for (const { row, line } of rowsOf(csv)) rows.push(await this.take(row, line, seen, dryRun, actor, at));
    return { dryRun, rows };
  }

  private async take(row: Row, line: number, seen: Set<string>, dryRun: boolean, actor: Actor, at: Date) {
    const id = row.id?.trim().slice(0, 250) || undefined;
    const named = { line, ...(id !== undefined && { id }) };
    try {
      const person = validated(SavePerson, personOf(row));
      if (seen.has(person.id)) throw new Problem('already-exists', { detail: 'this id stands above already' });
      seen.add(person.id);
      const outcome = await this.outcomeOf(person, at);
      if (!dryRun && outcome !== 'unchanged') await this.service.save(person, actor, at);
      return { ...named, outcome };
    } catch (error) {
      return { ...named, outcome: 'refused' as const, why: whyOf(error) };
    }
  }

  private async outcomeOf(person: SavePerson, at: Date): Promise<'created' | 'changed' | 'unchanged'> {
    const before = await this.people.aggregates.load(person.id);
    if (before) return changed(before, person, at) ? 'changed' : 'unchanged';
    created(person, at);
    return 'created';
  }
}

/** @throws Problem `validation-failed` when it is no table of people */
function rowsOf(csv: string): { row: Row; line: number }[] {
  let records: { record: Row; info: { lines: number } }[];
  try {
    records = parse(csv, { columns: true, bom: true, info: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : 'is no CSV');
  }
  if (records.length > mostRows) throw refusal(`has more than ${mostRows} rows`);
  const columns = Object.keys(records[0]?.record ?? {});
  const unknown = columns.find((name) => !(importColumns as readonly string[]).includes(name));
  if (unknown !== undefined) throw refusal(`the column ${unknown.slice(0, 50)} is not known`);
  return records.map(({ record, info }) => ({ row: record, line: info.lines }));
}

function whyOf(error: unknown): string {
  const { code, detail, errors = [] } = problemOf(error);
  if (errors.length === 0) return detail ?? code;
  return errors
    .map(({ pointer, message }) => `${pointer}: ${message}`)
    .join('; ')
    .slice(0, 2_000);
}

function refusal(message: string): Problem {
  return new Problem('validation-failed', { errors: [{ pointer: '/csv', message }] });
}
