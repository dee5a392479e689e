import type { Separator } from './separator.js';

/**
 * Place behind the last line end that stands in no quotes: so far the rows are whole. `text` begins with a row. A quote
 * within a cell that does not begin with one is a character like any other.
 */
export function endOfWholeRows(text: string, separator: Separator): number {
  let [end, isQuoted, isBeginning] = [0, false, true];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === '"' && text[at + 1] === '"') at++;
      else if (character === '"') isQuoted = false;
      continue;
    }
    isQuoted = isBeginning && character === '"';
    isBeginning = character === separator || character === '\n' || character === '\r';
    if (character === '\n') end = at + 1;
  }
  return end;
}

/** Cells that no column is above: one of those before them was cut in two. */
export function skewOf(cells: readonly string[], columns: number): string | undefined {
  const isSkewed = cells.slice(columns).some((cell) => cell.trim() !== '');
  return isSkewed ? `has ${cells.length} cells, the first line names ${columns} columns` : undefined;
}
