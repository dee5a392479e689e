import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { UsageProblem } from '../command/run-command.js';

export type Row = Record<string, unknown>;

/** Rows of a CSV file with a header line, or of a file of JSON lines, read as they are needed. */
export async function* rowsOf(file: string): AsyncGenerator<Row> {
  await (await open(file)).close().catch(() => undefined);
  if (/\.(jsonl|ndjson)$/i.test(file)) yield* jsonLines(file);
  else if (/\.(csv|tsv)$/i.test(file)) yield* csvRows(file);
  else throw new UsageProblem(`"${file}" is neither .csv nor .jsonl`);
}

async function* csvRows(file: string): AsyncGenerator<Row> {
  const parser = parse({
    columns: true,
    bom: true,
    delimiter: file.toLowerCase().endsWith('.tsv') ? '\t' : ',',
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const source = createReadStream(file);
  source.once('error', (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser)) yield row as Row;
  } finally {
    source.destroy();
  }
}

async function* jsonLines(file: string): AsyncGenerator<Row> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number++;
    if (!line.trim()) continue;
    yield rowIn(line, `${file}:${number}`);
  }
}

function rowIn(line: string, where: string): Row {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Row;
  } catch {
    // told below
  }
  throw new UsageProblem(`${where} is no JSON object`);
}

/** How many rows a file has; reads it once. */
export async function countRows(file: string): Promise<number> {
  let count = 0;
  for await (const _ of rowsOf(file)) count++;
  return count;
}
