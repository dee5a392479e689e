import { open, type Database, type RootDatabase } from 'lmdb';
import { CommandError } from '../errors.js';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { lockDirectory } from './lock.js';

const GIGABYTE = 2 ** 30;
const BATCH_MS = 25;
const CROWD = 2;
const GATHER_MS = 3;
const AT_ONCE_MS = 0.5;

interface Job {
  run: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

type Outcome = { value: unknown } | { error: unknown };

export interface StoreOptions {
  dir: string;
  /** A second reader of the same files, as a worker thread is: takes no lock and never writes. */
  readOnly?: boolean;
}

/** The LMDB environment: three ordered databases and one queue of writes. */
export class Store {
  readonly env: RootDatabase;
  /** Catalog entries. */
  readonly meta: Database<Buffer, string>;
  /** `[collection u32][record u48]` → document. */
  readonly docs: Database<Buffer, Buffer>;
  /** `[index u32][key string]` → record for unique indexes; `[index u32][key string][record]` for the others. */
  readonly keys: Database<Buffer, Buffer>;
  /** Called after a failed batch: whatever was derived from the files must be read again. */
  onRollback: () => void = () => {};
  batches = 0;
  private readonly unlock: () => void;
  private queue: Job[] = [];
  private scheduled = false;
  private lastBatch = 0;
  private committedAt = 0;
  private expected = 0;
  private gathering: NodeJS.Timeout | undefined;
  private window: Buffer = Buffer.alloc(0);

  constructor(readonly options: StoreOptions) {
    this.unlock = options.readOnly ? () => {} : lockDirectory(options.dir);
    try {
      this.env = open({
        path: options.dir,
        maxDbs: 8,
        maxReaders: 1024,
        mapSize: 64 * GIGABYTE,
        noSubdir: false,
        overlappingSync: false,
        noMemInit: true,
        readOnly: options.readOnly === true,
        encoding: 'binary',
      } as Parameters<typeof open>[0]) as RootDatabase;
      this.meta = this.env.openDB({ name: 'meta', encoding: 'binary' });
      this.docs = this.env.openDB({ name: 'docs', keyEncoding: 'binary', encoding: 'binary' });
      this.keys = this.env.openDB({ name: 'keys', keyEncoding: 'binary', encoding: 'binary' });
    } catch (error) {
      this.unlock();
      throw error;
    }
  }

  /**
   * Runs `job` inside the next write transaction, together with all other jobs that wait; resolves when the
   * transaction is on disk. A job that throws must not have written anything.
   */
  write<T>(job: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ run: job, resolve, reject });
      this.schedule();
    });
  }

  /** The document under a key, in memory that the next read uses again: `kept()` makes it last. */
  document(key: Buffer): Value | undefined {
    const found = this.docs.getBinaryFast(key) as Buffer | undefined;
    if (!found) return undefined;
    if (this.window.buffer !== found.buffer || this.window.byteOffset !== found.byteOffset) {
      this.window = Buffer.from(found.buffer, found.byteOffset);
    }
    return new Value(BsonType.object, this.window, 0, found.length);
  }

  async close(): Promise<void> {
    while (this.queue.length > 0) await this.write(() => {});
    await this.env.close();
    this.unlock();
  }

  private schedule(): void {
    if (!this.scheduled) {
      this.scheduled = true;
      setImmediate(() => this.gather());
    } else if (this.gathering && this.queue.length >= this.expected) {
      clearTimeout(this.gathering);
      this.gathering = undefined;
      setImmediate(this.flush);
    }
  }

  /**
   * Who has just been answered will often write again: together with those who had to wait meanwhile they share one
   * flush, which costs far more than its documents do.
   */
  private gather(): void {
    const hadToWait = performance.now() - this.committedAt < AT_ONCE_MS ? this.queue.length : 0;
    this.expected = this.lastBatch > CROWD ? this.lastBatch + hadToWait : 0;
    if (this.queue.length >= this.expected) this.flush();
    else this.gathering = setTimeout(this.flush, GATHER_MS);
  }

  private readonly flush = (): void => {
    this.gathering = undefined;
    this.scheduled = false;
    this.commitBatch();
    this.committedAt = performance.now();
    if (this.queue.length > 0) this.schedule();
  };

  private commitBatch(): void {
    const outcomes: Outcome[] = [];
    const waiting = this.queue;
    const until = performance.now() + BATCH_MS;
    let done = 0;
    try {
      this.env.transactionSync(() => {
        do outcomes.push(attempt(waiting[done++]!));
        while (done < waiting.length && performance.now() < until);
      });
      this.queue = waiting.slice(done);
    } catch (error) {
      this.queue = waiting.slice(done);
      this.onRollback();
      const { message } = error as Error;
      const failure = new CommandError(isFull(message) ? 14_031 : 1, `The write was not stored: ${message}`);
      for (const job of waiting.slice(0, done)) job.reject(failure);
      return;
    }
    this.batches++;
    this.lastBatch = done;
    for (let i = 0; i < done; i++) {
      const outcome = outcomes[i]!;
      if ('error' in outcome) waiting[i]!.reject(outcome.error);
      else waiting[i]!.resolve(outcome.value as never);
    }
  }
}

/** Of the disk or of the map: it can be mended, and the write tried again. */
const isFull = (message: string): boolean => /ENOSPC|MAP_FULL|no space left/i.test(message);

/** A refusal (`CommandError`) concerns one job; anything else means that the transaction cannot be trusted. */
function attempt(job: Job): Outcome {
  try {
    return { value: job.run() };
  } catch (error) {
    if (error instanceof CommandError) return { error };
    throw error;
  }
}

/** Big-endian, so that the order of keys is the order of numbers. */
function bigEndian(prefix: number | undefined, record: number | undefined): Buffer {
  const start = prefix === undefined ? 0 : 4;
  const out = Buffer.allocUnsafe(start + (record === undefined ? 0 : 6));
  if (prefix !== undefined) out.writeUInt32BE(prefix, 0);
  if (record !== undefined) out.writeUIntBE(record, start, 6);
  return out;
}

export const recordBytes = (record: number): Buffer => bigEndian(undefined, record);
export const documentKey = (collection: number, record: number): Buffer => bigEndian(collection, record);
export const idPrefix = (id: number): Buffer => bigEndian(id, undefined);
