import { Readable } from 'node:stream';
import type { TableCell, ViewTable } from '@deskbeat/contracts';

/**
 * A table line by line, the names of its columns first. Pages are asked for as the reader takes them.
 * @param first the page that was asked for to know that there is a table at all
 */
export async function* linesOf(
  first: ViewTable,
  ask: (cursor: string) => Promise<ViewTable>,
): AsyncGenerator<readonly TableCell[]> {
  yield first.columns;
  for (let page = first; ; page = await ask(page.next)) {
    yield* page.rows;
    if (page.next === undefined) return;
  }
}

/** A stream of what becomes of each line. */
export const streamOf = (
  lines: AsyncIterable<readonly TableCell[]>,
  text: (line: readonly TableCell[]) => string,
): Readable => Readable.from(textsOf(lines, text), { objectMode: false });

async function* textsOf(lines: AsyncIterable<readonly TableCell[]>, text: (line: readonly TableCell[]) => string) {
  let gathered = '';
  for await (const line of lines) {
    gathered += text(line);
    if (gathered.length < 32_768) continue;
    yield gathered;
    gathered = '';
  }
  yield gathered;
}
