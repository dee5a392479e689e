import { closeSync, constants, existsSync, fdatasyncSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { KeyWriter } from '../bson/key-string.js';

/** Size, checksum, generation. */
const HEAD = 16;
const CHECKED = 8;
const REMOVED = 0xffff_ffff;
const LARGE = 2 ** 20;

/** A value that was put under a key, or undefined when the key was removed. */
export interface Change {
  database: number;
  key: Buffer;
  value: Buffer | undefined;
}

export const logFile = (dir: string): string => join(dir, 'engine.log');

/**
 * What was written since the last commit of LMDB: one frame for each group of writes, from the beginning of the file
 * again after each commit. The frames of one such stretch carry its generation, which LMDB knows too.
 */
export class Log {
  /** Where the next frame goes. */
  size = 0;
  private readonly file: number;
  private frame = new KeyWriter();

  constructor(
    private readonly dir: string,
    private generation: Buffer,
  ) {
    const isNew = !existsSync(logFile(dir));
    this.file = openSync(logFile(dir), constants.O_RDWR | constants.O_CREAT, 0o600);
    if (isNew) syncDirectory(dir);
    this.begin();
  }

  /** Forgets everything: it is in LMDB. */
  restart(generation: Buffer): void {
    this.generation = generation;
    this.size = 0;
    this.begin();
  }

  /** Begins a frame, and forgets what was noted since the last one was synced. */
  begin(): void {
    if (this.frame.length > LARGE) this.frame = new KeyWriter();
    this.frame.reset().uint32(0);
    this.frame.uint32(0);
    this.frame.bytes(this.generation);
  }

  note(database: number, key: Buffer, value?: Buffer): void {
    const { frame } = this;
    frame.byte(database);
    frame.uint32(key.length);
    frame.uint32(value ? value.length : REMOVED);
    frame.bytes(key);
    if (value) frame.bytes(value);
  }

  /** Returns when what was noted is on disk. */
  sync(): void {
    if (this.frame.length === HEAD) return;
    const bytes = this.frame.view();
    bytes.writeUInt32BE(bytes.length, 0);
    bytes.writeUInt32BE(crc32(bytes.subarray(CHECKED)), 4);
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.file, bytes, done, bytes.length - done, this.size + done);
    }
    fdatasyncSync(this.file);
    this.size += bytes.length;
    this.begin();
  }

  /** What the frames of this generation say; a frame that is not whole was never acknowledged and ends them. */
  *read(upTo?: number): Generator<Change> {
    const all = readFileSync(logFile(this.dir)).subarray(0, upTo);
    for (this.size = 0; this.size + HEAD <= all.length;) {
      const frame = all.subarray(this.size, this.size + all.readUInt32BE(this.size));
      const whole = frame.length > HEAD && frame.length === all.readUInt32BE(this.size);
      if (!whole || !frame.subarray(CHECKED, HEAD).equals(this.generation)) return;
      if (crc32(frame.subarray(CHECKED)) !== frame.readUInt32BE(4)) return;
      yield* changesIn(frame);
      this.size += frame.length;
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

function* changesIn(frame: Buffer): Generator<Change> {
  for (let at = HEAD; at < frame.length;) {
    const database = frame[at]!;
    const [keySize, valueSize] = [frame.readUInt32BE(at + 1), frame.readUInt32BE(at + 5)];
    const start = at + 9 + keySize;
    const value = valueSize === REMOVED ? undefined : frame.subarray(start, start + valueSize);
    yield { database, key: frame.subarray(at + 9, start), value };
    at = start + (value?.length ?? 0);
  }
}

/** A new file is only there after a power cut when its directory was synced. */
function syncDirectory(dir: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(dir, 'r');
  fsyncSync(directory);
  closeSync(directory);
}
