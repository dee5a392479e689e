import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const LARGEST = 5_000_000;

/** Opens a log for appending. One that grew large becomes `<name>.log.1`, and the one before it goes. */
export function openLog(file: string, largest = LARGEST): number {
  try {
    if (statSync(file).size > largest) renameSync(file, `${file}.1`);
  } catch {
    // There is none yet.
  }
  return openSync(file, 'a');
}

/** The last line of a log that speaks of an error, else its last line, short enough for a table. */
export function lastErrorLine(file: string): string | undefined {
  const lines = readEnd(file, 16_384)
    .split('\n')
    .map((line) => messageOf(line).trim())
    .filter((line) => line && !/^(at |Node\.js v|\^+$|\}$)/.test(line));
  const last = lines.findLast((line) => /error|fatal|cannot|refused|EADDR|ENO|\[FTL\]|\[ERR\]/i.test(line));
  return (last ?? lines.at(-1))?.slice(0, 200);
}

/** A JSON log line says it in `msg`; any other line is its own message. */
function messageOf(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { msg, message, err } = JSON.parse(line) as { msg?: string; message?: string; err?: { message?: string } };
    const text = msg ?? message ?? '';
    const cause = err?.message && !text.includes(err.message) ? err.message : '';
    return [text, cause && `error: ${cause}`].filter(Boolean).join(' ') || line;
  } catch {
    return line;
  }
}

export function readEnd(file: string, bytes: number): string {
  try {
    const { size } = statSync(file);
    return readFrom(file, Math.max(0, size - bytes)).text;
  } catch {
    return '';
  }
}

/** What a file has from a place on, and the place to go on from. A file that shrank was rotated: from its start. */
export function readFrom(file: string, from: number): { text: string; next: number } {
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    const start = size < from ? 0 : from;
    const buffer = Buffer.alloc(Math.min(size - start, 1_000_000));
    const length = buffer.length ? readSync(fd, buffer, 0, buffer.length, start) : 0;
    return { text: buffer.toString('utf8', 0, length), next: start + length };
  } finally {
    closeSync(fd);
  }
}

/** Hands over whole new lines of several logs, prefixed by name, as they are written. */
export class LogTail {
  private readonly places = new Map<string, { next: number; rest: string }>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly files: Record<string, string>,
    private readonly onLine: (line: string) => void,
  ) {
    for (const file of Object.values(files)) this.places.set(file, { next: sizeOf(file), rest: '' });
  }

  start(): void {
    this.timer = setInterval(() => this.look(), 200);
  }

  stop(): void {
    clearInterval(this.timer);
    this.look();
  }

  private look(): void {
    const width = Math.max(...Object.keys(this.files).map((name) => name.length));
    for (const [name, file] of Object.entries(this.files)) {
      const place = this.places.get(file)!;
      if (sizeOf(file) === place.next) continue;
      const { text, next } = readFrom(file, place.next);
      const lines = (place.rest + text).split('\n');
      this.places.set(file, { next, rest: lines.pop()! });
      for (const line of lines) this.onLine(`${name.padEnd(width)} | ${line}`);
    }
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
