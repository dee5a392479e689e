import { readFileSync, readlinkSync, readdirSync } from 'node:fs';

/** What one system call did to the data file or told a client. */
export type Step =
  | { kind: 'write'; at: number; bytes: Buffer; synced: boolean }
  | { kind: 'sync begins' | 'sync ends'; thread: string }
  | { kind: 'answer'; to: number };

export const TRACED = 'trace=pwrite64,writev,write,lseek,fdatasync,fsync';
const O_DSYNC = 0o10000;

/** Descriptors of a process that lead to the data file; true: what is written there is on disk when the call returns. */
export function dataFiles(pid: number): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    if (!readlink(`/proc/${pid}/fd/${fd}`).endsWith('/data.mdb')) continue;
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8'))![1]!;
    found.set(fd, (parseInt(flags, 8) & O_DSYNC) !== 0);
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
export function* stepsOf(lines: Iterable<string>, files: Map<string, boolean>): Generator<Step> {
  const position = new Map<string, number>();
  for (const line of lines) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (/^<\.\.\. f(data)?sync resumed>/.test(rest)) yield { kind: 'sync ends', thread };
    const [, call, fd = '', details = ''] = /^(\w+)\((\d+)(.*)$/.exec(rest) ?? [];
    const synced = files.get(fd);
    if (synced === undefined) {
      const bytes = call?.startsWith('write') ? bytesOf(details) : undefined;
      if (bytes && bytes.length >= 16) yield { kind: 'answer', to: bytes.readInt32LE(8) };
    } else if (call === 'fdatasync' || call === 'fsync') {
      yield { kind: 'sync begins', thread };
      if (!details.includes('<unfinished')) yield { kind: 'sync ends', thread };
    } else if (call === 'lseek') position.set(fd, Number(/^, (\d+)/.exec(details)![1]));
    else if (call) {
      const bytes = bytesOf(details);
      if (/"\.\.\./.test(details)) throw new Error('a write was not recorded whole');
      const at = call === 'pwrite64' ? Number(/, (\d+)(\)| <)/.exec(details)![1]) : position.get(fd)!;
      yield { kind: 'write', at, bytes, synced };
    }
  }
}

function bytesOf(details: string): Buffer {
  const texts = [...details.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text]) => text!.replaceAll('\\x', ''));
  return Buffer.from(texts.join(''), 'hex');
}

/** What survives a power cut: all that was synced, and of the rest what chance decides. */
export class Disk {
  private pending: Extract<Step, { kind: 'write' }>[] = [];
  private readonly covered = new Map<string, number>();

  constructor(private bytes: Buffer) {}

  apply(step: Step): void {
    if (step.kind === 'write' && step.synced) this.bytes = put(this.bytes, step);
    else if (step.kind === 'write') this.pending.push(step);
    else if (step.kind === 'sync begins') this.covered.set(step.thread, this.pending.length);
    else if (step.kind === 'sync ends') {
      const kept = this.pending.splice(0, this.covered.get(step.thread));
      for (const write of kept) this.bytes = put(this.bytes, write);
    }
  }

  /** The file as it might be after a power cut now. */
  afterPowerLoss(): Buffer {
    const survivors = this.pending.filter(() => Math.random() < 0.5);
    return survivors.reduce(put, Buffer.from(this.bytes));
  }
}

function put(bytes: Buffer, { at, bytes: written }: { at: number; bytes: Buffer }): Buffer {
  const missing = at + written.length - bytes.length;
  const out = missing > 0 ? Buffer.concat([bytes, Buffer.alloc(missing)]) : bytes;
  written.copy(out, at);
  return out;
}
