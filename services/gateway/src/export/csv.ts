import type { Readable } from 'node:stream';
import type { TableCell } from '@deskbeat/contracts';
import { streamOf } from './table-pages.js';

/** What a spreadsheet would take for a formula becomes a text; some take full-width signs for the others. */
export const defused = (cell: string): string => (/^[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const cellText = (cell: TableCell): string => (typeof cell === 'number' ? String(cell) : quoted(defused(cell)));

export const csvLine = (cells: readonly TableCell[]): string => `${cells.map(cellText).join(',')}\r\n`;

/** Spreadsheets know UTF-8 by it. */
export const byteOrderMark = '\ufeff';

/** RFC 4180, in UTF-8. */
export function csvOf(lines: AsyncIterable<readonly TableCell[]>): Readable {
  let isFirst = true;
  return streamOf(lines, (line) => {
    const mark = isFirst ? byteOrderMark : '';
    isFirst = false;
    return mark + csvLine(line);
  });
}
