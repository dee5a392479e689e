import type { Readable } from 'node:stream';
import { streamOf } from './table-pages.js';

/** What a spreadsheet would take for a formula becomes a text. */
export const defused = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(defused(cell))).join(',')}\r\n`;

/** RFC 4180, in UTF-8 with a mark that spreadsheets know it by. */
export function csvOf(lines: AsyncIterable<readonly string[]>): Readable {
  let isFirst = true;
  return streamOf(lines, (line) => {
    const mark = isFirst ? '\ufeff' : '';
    isFirst = false;
    return mark + csvLine(line);
  });
}
