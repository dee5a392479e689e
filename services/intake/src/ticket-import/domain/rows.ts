import { importColumns, isKey, type FieldError, type ColumnMeaning } from '@deskbeat/contracts';

const known: ReadonlySet<string> = new Set(importColumns);
const numbers = new Set(['affected']);
const ignored = '-';

/**
 * What the columns of a table mean.
 * @returns the meanings in the order of the columns, or what is wrong with them
 */
export function meaningsOf(
  header: readonly string[],
  given: readonly ColumnMeaning[],
): { columns: string[] } | { errors: FieldError[] } {
  const told = new Map(given.map(({ column, means }) => [column, means]));
  const errors: FieldError[] = [];
  const meanings = header.map((column) => told.get(column) ?? column);
  for (const [index, means] of meanings.entries()) {
    const isOwn = means.startsWith('field.') && isKey(means.slice(6));
    if (means !== ignored && !known.has(means) && !isOwn) {
      const message = `column "${header[index]}" means nothing here; name what it means in columns, or "-"`;
      errors.push({ pointer: '/text', message });
    }
    if (means !== ignored && meanings.indexOf(means) !== index) {
      errors.push({ pointer: '/text', message: `two columns are ${means}` });
    }
  }
  for (const { column } of given) {
    if (!header.includes(column)) errors.push({ pointer: '/text', message: `there is no column "${column}"` });
  }
  for (const needed of ['externalId', 'subject']) {
    if (!meanings.includes(needed)) errors.push({ pointer: '/text', message: `no column is ${needed}` });
  }
  return errors.length > 0 ? { errors } : { columns: meanings };
}

/** A row as it asks to open a ticket, not checked. */
export interface TicketRow extends Record<string, unknown> {
  intakeKey?: { source: string; key: string };
  /** Cells of own fields, by key. */
  fields?: Record<string, string>;
}

/** Empty cells say nothing. */
export function requestOf(source: string, columns: readonly (string | null)[], cells: readonly string[]): TicketRow {
  const request: TicketRow = { channel: 'api' };
  const customer: Record<string, string> = {};
  const fields: Record<string, string> = {};
  for (const [index, means] of columns.entries()) {
    const text = cells[index]?.trim() ?? '';
    if (text === '' || means === null || means === ignored) continue;
    if (means.startsWith('customer.')) customer[means.slice(9)] = text;
    else if (means.startsWith('field.')) fields[means.slice(6)] = text;
    else if (means === 'externalId') request.intakeKey = { source: `import:${source}`, key: text };
    else if (means === 'tags') request.tags = text.split(/[,|;]/u).flatMap((tag) => tag.trim() || []);
    else request[means] = numbers.has(means) && /^\d{1,15}$/.test(text) ? Number(text) : text;
  }
  return { ...request, customer, ...(Object.keys(fields).length > 0 && { fields }) };
}

/** Whether no two rows have the same id. */
export function areApart(rows: readonly (readonly string[])[], columns: readonly (string | null)[]): boolean {
  const place = columns.indexOf('externalId');
  return new Set(rows.map((cells) => cells[place]?.trim())).size === rows.length;
}

/** Pointers to fields of a request as pointers to columns. */
export const atColumns = (errors: readonly FieldError[]): FieldError[] =>
  errors.map(({ pointer, message }) => ({
    pointer: pointer
      .replace(/^\/intakeKey\b.*/, '/externalId')
      .replace(/^\/(customer)\//, '/$1.')
      .replace(/^\/fields\//, '/field.')
      .replace(/^\/tags\/\d+$/, '/tags'),
    message,
  }));
