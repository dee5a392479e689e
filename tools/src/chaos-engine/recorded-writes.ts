import { readFileSync, readlinkSync, readdirSync } from 'node:fs';

/** What one system call did to a file of the data or told a client. */
export type Step =
  | { kind: 'write'; file: string; at: number; bytes: Buffer; synced: boolean }
  | { kind: 'sync begins'; thread: string; file: string }
  | { kind: 'sync ends'; thread: string }
  | { kind: 'answer'; to: number };

export const FILES = ['data.mdb', 'engine.log'];

export interface OpenFile {
  name: string;
  /** What is written there is on disk when the call returns. */
  synced: boolean;
}

export const TRACED = 'trace=pwrite64,writev,write,lseek,fdatasync,fsync';
const O_DSYNC = 0o10000;

/** Descriptors of a process that lead to its data. */
export function dataFiles(pid: number): Map<string, OpenFile> {
  const found = new Map<string, OpenFile>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    const path = readlink(`/proc/${pid}/fd/${fd}`);
    const name = FILES.find((each) => path.endsWith(`/${each}`));
    if (!name) continue;
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8'))![1]!;
    found.set(fd, { name, synced: (parseInt(flags, 8) & O_DSYNC) !== 0 });
  }
  return found;
}

function readlink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Reads the lines of `strace -f -xx`: writes in the order of their beginning, syncs where they begin and end. */
export function* stepsOf(lines: Iterable<string>, files: Map<string, OpenFile>): Generator<Step> {
  const position = new Map<string, number>();
  for (const line of lines) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (/^<\.\.\. f(data)?sync resumed>/.test(rest)) yield { kind: 'sync ends', thread };
    const [, call, fd = '', details = ''] = /^(\w+)\((\d+)(.*)$/.exec(rest) ?? [];
    const file = files.get(fd);
    if (!file) {
      const bytes = call?.startsWith('write') ? bytesOf(details) : undefined;
      if (bytes && bytes.length >= 16) yield { kind: 'answer', to: bytes.readInt32LE(8) };
    } else if (call === 'fdatasync' || call === 'fsync') {
      yield { kind: 'sync begins', thread, file: file.name };
      if (!details.includes('<unfinished')) yield { kind: 'sync ends', thread };
    } else if (call === 'lseek') position.set(fd, Number(/^, (\d+)/.exec(details)![1]));
    else if (call) {
      const bytes = bytesOf(details);
      if (/"\.\.\./.test(details)) throw new Error('a write was not recorded whole');
      const at = call === 'pwrite64' ? Number(/, (\d+)(\)| <)/.exec(details)![1]) : position.get(fd)!;
      yield { kind: 'write', file: file.name, at, bytes, synced: file.synced };
    }
  }
}

function bytesOf(details: string): Buffer {
  const texts = [...details.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text]) => text!.replaceAll('\\x', ''));
  return Buffer.from(texts.join(''), 'hex');
}

type Write = Extract<Step, { kind: 'write' }>;

/** What survives a power cut: all that was synced, and of the rest what chance decides. */
export class Disk {
  private pending: Write[] = [];
  private readonly covered = new Map<string, Write[]>();

  /** `files`: what was there before, by name. */
  constructor(private readonly files: Map<string, Buffer>) {}

  apply(step: Step): void {
    if (step.kind === 'write' && step.synced) put(this.files, step);
    else if (step.kind === 'write') this.pending.push(step);
    else if (step.kind === 'sync begins') {
      this.covered.set(
        step.thread,
        this.pending.filter(({ file }) => file === step.file),
      );
    } else if (step.kind === 'sync ends') {
      const kept = new Set(this.covered.get(step.thread));
      for (const write of kept) put(this.files, write);
      this.pending = this.pending.filter((write) => !kept.has(write));
    }
  }

  /** The files as they might be after a power cut now. */
  afterPowerLoss(): Map<string, Buffer> {
    const files = new Map([...this.files].map(([name, bytes]) => [name, Buffer.from(bytes)]));
    for (const write of this.pending) if (Math.random() < 0.5) put(files, write);
    return files;
  }
}

function put(files: Map<string, Buffer>, { file, at, bytes: written }: Write): void {
  const bytes = files.get(file) ?? Buffer.alloc(0);
  const missing = at + written.length - bytes.length;
  const out = missing > 0 ? Buffer.concat([bytes, Buffer.alloc(missing)]) : bytes;
  written.copy(out, at);
  files.set(file, out);
}
