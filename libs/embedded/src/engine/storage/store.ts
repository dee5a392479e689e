import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { ABORT, open, type Database, type RootDatabase } from 'lmdb';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { lockDirectory } from './lock.js';
import { Log, logFile } from './log.js';
import { WriteQueue } from './write-queue.js';

const GIGABYTE = 2 ** 30;
const COMMIT_BYTES = 4 * 2 ** 20;
const COMMIT_MS = 1000;
const GENERATION = 'log';

export interface StoreOptions {
  dir: string;
  /** A second reader of the same files, as a worker thread is: takes no lock and never writes. */
  readOnly?: boolean;
}

/**
 * The LMDB environment: three ordered databases. Writes go into one LMDB transaction, which stays open while many of
 * them are made and read; until it is committed, the log is what makes them last.
 */
export class Store {
  readonly env: RootDatabase;
  /** Catalog entries. */
  readonly meta: Database<Buffer, string>;
  /** `[collection u32][record u48]` → document. */
  readonly docs: Database<Buffer, Buffer>;
  /** `[index u32][key string]` → record for unique indexes; `[index u32][key string][record]` for the others. */
  readonly keys: Database<Buffer, Buffer>;
  readonly queue = new WriteQueue((run) => this.durably(run));
  /** Called after a failed batch: whatever was derived from the files must be read again. */
  onRollback: () => void = () => {};
  /** Set by a write that the log does not hold: LMDB has to commit before it is answered. */
  unlogged = false;
  private readonly unlock: () => void;
  private readonly log: Log | undefined;
  /** Ends the open transaction, if there is one. */
  private end: ((result?: typeof ABORT) => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
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
      if (options.readOnly) return;
      this.log = new Log(options.dir, (this.meta.getBinary(GENERATION) as Buffer | undefined) ?? Buffer.alloc(8));
      this.replay();
      this.commitNow();
    } catch (error) {
      this.unlock();
      throw error;
    }
  }

  /**
   * Runs `job` together with all other jobs that wait; resolves when what they wrote is on disk. A job that throws must
   * not have written anything.
   */
  write<T>(job: () => T): Promise<T> {
    return this.queue.add(job);
  }

  /** Inside of `write` only, as is `remove`. */
  put(database: Store['docs'], key: Buffer, value: Buffer): void {
    database.putSync(key, value);
    this.log!.note(database === this.docs ? 0 : 1, key, value);
  }

  remove(database: Store['docs'], key: Buffer): void {
    database.removeSync(key);
    this.log!.note(database === this.docs ? 0 : 1, key);
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

  /** Puts everything into LMDB's file, where other threads and processes see it. */
  commit(): void {
    this.orGoBack(() => this.commitNow());
  }

  async close(): Promise<void> {
    while (!this.queue.isEmpty) await this.write(() => {});
    this.commit();
    await this.env.close();
    if (this.log) {
      this.log.close();
      rmSync(logFile(this.options.dir), { force: true });
    }
    this.unlock();
  }

  private durably(run: () => void): void {
    const log = this.log!;
    this.orGoBack(() => {
      this.begin();
      run();
      if (this.unlogged) this.commitNow();
      else log.sync();
    });
    if (log.size > COMMIT_BYTES) setImmediate(this.commitLater);
    else if (log.size > 0) this.timer ??= setTimeout(this.commitLater, COMMIT_MS).unref();
  }

  private readonly commitLater = (): void => {
    try {
      this.commit();
    } catch (error) {
      // As on a full disk: all is in the log and stays there.
      process.stderr.write(`embedded engine: LMDB cannot commit: ${(error as Error).message}\n`);
      this.timer ??= setTimeout(this.commitLater, COMMIT_MS).unref();
    }
  };

  private begin(): void {
    if (this.end) return;
    // A thenable in place of a promise: LMDB's transaction stays open until `end` is called, which commits at once.
    this.env.transactionSync(() => ({ then: (end: NonNullable<Store['end']>) => void (this.end = end) }));
  }

  private commitNow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { end } = this;
    if (!end) return;
    const generation = randomBytes(8);
    this.meta.putSync(GENERATION, generation);
    this.end = undefined;
    end();
    this.unlogged = false;
    this.log!.restart(generation);
  }

  /** After a failure: to the last commit and what the log says happened since. */
  private orGoBack(run: () => void): void {
    try {
      run();
    } catch (failure) {
      try {
        const { end } = this;
        this.end = undefined;
        this.unlogged = false;
        end?.(ABORT);
        this.log!.begin();
        this.replay(this.log!.size);
        this.onRollback();
      } catch (error) {
        // Whoever does not know what is stored must not go on.
        setImmediate(() => {
          throw error;
        });
      }
      throw failure;
    }
  }

  private replay(upTo?: number): void {
    for (const { database, key, value } of this.log!.read(upTo)) {
      this.begin();
      const target = database === 0 ? this.docs : this.keys;
      if (value) target.putSync(key, value);
      else target.removeSync(key);
    }
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
