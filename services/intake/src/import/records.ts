import { parse } from 'csv-parse/sync';
import { Problem } from '@deskbeat/contracts';
import type { Separator } from './domain/separator.js';

/**
 * The rows of a table as their cells; lines of cells and of rows may end in different ways.
 * @throws Problem `validation-failed`
 */
export function recordsIn(text: string, delimiter: Separator): string[][] {
  try {
    const lenient = { relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
    return parse(text, { delimiter, record_delimiter: ['\r\n', '\n', '\r'], ...lenient });
  } catch (error) {
    const message = `is no CSV: ${(error as Error).message}`.slice(0, 500);
    throw new Problem('validation-failed', { errors: [{ pointer: '/text', message }] });
  }
}
