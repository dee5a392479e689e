import { CommandError } from '../errors.js';
import { then } from '../server/slices.js';

const IDLE_MS = 10 * 60_000;
const MAX_CURSORS = 5_000;
export const MAX_BATCH_BYTES = 16 * 2 ** 20;

/** A source of answer documents; an empty batch together with `done` ends it. */
export interface BatchSource {
  readonly done: boolean;
  /** Up to `count` documents and about 16 MB. */
  next(count: number): Buffer[] | Promise<Buffer[]>;
}

export interface Batch {
  documents: Buffer[];
  id: bigint;
}

interface OpenCursor {
  id: bigint;
  namespace: string;
  source: BatchSource;
  lastUse: number;
  busy: boolean;
  noTimeout: boolean;
}

/** Cursors that clients have not read to the end. The longest unused one makes room when there are too many. */
export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>();
  private nextId = BigInt(Date.now()) * 1_000_000n;

  get size(): number {
    return this.open.size;
  }

  first(
    source: BatchSource,
    namespace: string,
    count: number,
    single: boolean,
    noTimeout = false,
  ): Batch | Promise<Batch> {
    return then(source.next(count), (documents) => {
      if (source.done || single) return { documents, id: 0n };
      if (this.open.size >= MAX_CURSORS) this.evict();
      const id = this.nextId++;
      this.open.set(id, { id, namespace, source, lastUse: Date.now(), busy: false, noTimeout });
      return { documents, id };
    });
  }

  more(id: bigint, namespace: string, count: number): Batch | Promise<Batch> {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.busy) throw new CommandError(12051, `cursor id ${id} is already in use`);
    cursor.busy = true;
    const finish = (documents: Buffer[]): Batch => {
      cursor.busy = false;
      cursor.lastUse = Date.now();
      this.open.delete(id);
      if (cursor.source.done) return { documents, id: 0n };
      this.open.set(id, cursor);
      return { documents, id };
    };
    try {
      const documents = cursor.source.next(count);
      if (!(documents instanceof Promise)) return finish(documents);
      return documents.then(finish, (error) => {
        this.open.delete(id);
        throw error;
      });
    } catch (error) {
      this.open.delete(id);
      throw error;
    }
  }

  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  killNamespace(namespace: string): void {
    for (const cursor of this.open.values()) if (cursor.namespace === namespace) this.open.delete(cursor.id);
  }

  expire(now: number): void {
    for (const cursor of this.open.values()) {
      if (!cursor.busy && !cursor.noTimeout && now - cursor.lastUse > IDLE_MS) this.open.delete(cursor.id);
    }
  }

  private evict(): void {
    for (const cursor of this.open.values()) {
      if (cursor.busy) continue;
      this.open.delete(cursor.id);
      return;
    }
  }
}
