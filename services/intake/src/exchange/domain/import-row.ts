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
): { meanings: string[] } | { errors: FieldError[] } {
  const told = new Map(given.map(({ column, means }) => [column, means]));
  const errors: FieldError[] = [];
  const meanings = header.map((column) => told.get(column) ?? column);
  for (const [index, means] of meanings.entries()) {
    const isOwn = means.startsWith('field.') && isKey(means.slice(6));
    if (means !== ignored && !known.has(means) && !isOwn) {
      const message = `column "${header[index]}" means nothing here; name what it means in columns, or "-"`;
      errors.push({ pointer: '/csv', message });
    }
    if (means !== ignored && meanings.indexOf(means) !== index) {
      errors.push({ pointer: '/csv', message: `two columns are ${means}` });
    }
  }
  for (const { column } of given) {
    if (!header.includes(column)) errors.push({ pointer: '/columns', message: `there is no column "${column}"` });
  }
  for (const needed of ['externalId', 'subject']) {
    if (!meanings.includes(needed)) errors.push({ pointer: '/csv', message: `no column is ${needed}` });
  }
  return errors.length > 0 ? { errors } : { meanings };
}

/** Cells that no column is above: one of those before them was cut in two. */
export function skewOf(cells: readonly string[], columns: number): string | undefined {
  const isSkewed = cells.slice(columns).some((cell) => cell.trim() !== '');
  return isSkewed ? `has ${cells.length} cells, the first line names ${columns} columns` : undefined;
}

/** A row as it asks to open a ticket; it is not checked. Empty cells say nothing. */
export function requestOf(
  source: string,
  meanings: readonly string[],
  cells: readonly string[],
): Record<string, unknown> {
  const request: Record<string, unknown> = { channel: 'api' };
  const customer: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const [index, means] of meanings.entries()) {
    const text = cells[index]?.trim() ?? '';
    if (text === '' || means === ignored) continue;
    if (means.startsWith('customer.')) customer[means.slice(9)] = text;
    else if (means.startsWith('field.')) fields[means.slice(6)] = text;
    else if (means === 'externalId') request.intakeKey = { source: `import:${source}`, key: text };
    else if (means === 'tags') request.tags = text.split(/[,|;]/u).flatMap((tag) => tag.trim() || []);
    else request[means] = numbers.has(means) && /^\d{1,15}$/.test(text) ? Number(text) : text;
  }
  return { ...request, customer, ...(Object.keys(fields).length > 0 && { fields }) };
}
