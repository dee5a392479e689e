import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Envelope, type MailQuery, type MailSummary, matches, summarize } from './mail-summary.js';

export interface StoredMail extends MailSummary {
  source: Buffer;
}

interface Entry {
  summary: MailSummary;
  segment: string;
  offset: number;
  length: number;
}

/** The line of a segment: the summary, and the source as one character per byte. */
type Line = MailSummary & { source: string };

const NAME = /^mails-(\d+)\.jsonl$/;

/**
 * The newest mails on disk. Each is one line appended to a segment, and a segment goes when none of its mails is kept.
 * A line that a crash cut off was never acknowledged and is passed over.
 */
export class MailLog {
  private entries: Entry[] = [];
  private number = 0;
  private open?: { segment: string; fd: number; size: number; count: number };
  private sequence = 0;

  constructor(
    private readonly dir: string,
    private readonly keep = 1000,
  ) {
    mkdirSync(dir, { recursive: true });
    for (const segment of this.segments()) this.read(segment);
    this.forgetOldest();
  }

  get newestId(): string | undefined {
    return this.entries.at(-1)?.summary.id;
  }

  /** Answers when the mail is written. */
  append(envelope: Envelope, source: Buffer, now: Date): MailSummary {
    const id = `${now.getTime().toString(36).padStart(9, '0')}${(this.sequence++ % 46_656).toString(36).padStart(3, '0')}`;
    const summary = summarize(id, now, envelope, source);
    const line: Line = { ...summary, source: source.toString('latin1') };
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    const open = this.segmentToAppendTo();
    for (let written = 0; written < bytes.length;) written += writeSync(open.fd, bytes, written);
    this.entries.push({ summary, segment: open.segment, offset: open.size, length: bytes.length });
    open.size += bytes.length;
    open.count += 1;
    this.forgetOldest();
    return summary;
  }

  /** Newest first. */
  list(query: MailQuery = {}, limit = this.keep): MailSummary[] {
    const found: MailSummary[] = [];
    for (let index = this.entries.length - 1; index >= 0 && found.length < limit; index--) {
      const { summary } = this.entries[index]!;
      if (matches(summary, query)) found.push(summary);
    }
    return found;
  }

  get(id: string): StoredMail | undefined {
    const entry = this.entries.findLast(({ summary }) => summary.id === id);
    if (!entry) return undefined;
    const bytes = Buffer.alloc(entry.length);
    const fd = openSync(join(this.dir, entry.segment), 'r');
    try {
      readSync(fd, bytes, 0, entry.length, entry.offset);
    } finally {
      closeSync(fd);
    }
    const { source, ...summary } = JSON.parse(bytes.toString('utf8')) as Line;
    return { ...summary, source: Buffer.from(source, 'latin1') };
  }

  clear(): number {
    const count = this.entries.length;
    this.close();
    this.entries = [];
    for (const segment of this.segments()) rmSync(join(this.dir, segment));
    return count;
  }

  close(): void {
    if (this.open) closeSync(this.open.fd);
    this.open = undefined;
  }

  private segments(): string[] {
    const numberOf = (name: string) => Number(NAME.exec(name)![1]);
    return readdirSync(this.dir)
      .filter((name) => NAME.test(name))
      .sort((a, b) => numberOf(a) - numberOf(b));
  }

  private read(segment: string): void {
    this.number = Number(NAME.exec(segment)![1]);
    let offset = 0;
    for (const text of readFileSync(join(this.dir, segment), 'utf8').split('\n')) {
      const length = Buffer.byteLength(text) + 1;
      const line = parsed(text);
      if (line) {
        const { source: _, ...summary } = line;
        this.entries.push({ summary, segment, offset, length });
      }
      offset += length;
    }
  }

  private segmentToAppendTo() {
    if (this.open && this.open.count < this.keep / 2) return this.open;
    this.close();
    const segment = `mails-${++this.number}.jsonl`;
    this.open = { segment, fd: openSync(join(this.dir, segment), 'a'), size: 0, count: 0 };
    return this.open;
  }

  private forgetOldest(): void {
    const forgotten = this.entries.splice(0, Math.max(0, this.entries.length - this.keep));
    if (forgotten.length === 0) return;
    const kept = new Set([this.open?.segment, ...this.entries.map(({ segment }) => segment)]);
    const gone = new Set(forgotten.map(({ segment }) => segment).filter((segment) => !kept.has(segment)));
    for (const segment of gone) rmSync(join(this.dir, segment), { force: true });
  }
}

function parsed(text: string): Line | undefined {
  try {
    return text ? (JSON.parse(text) as Line) : undefined;
  } catch {
    return undefined;
  }
}
