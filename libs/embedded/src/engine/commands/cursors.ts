import { CommandError } from '../errors.js';
import { makeLong } from '../bson/number.js';
import { nameBytes, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { Batch, Reply } from '../server/reply.js';
import { drain, then, type Work } from '../server/slices.js';

const IDLE_MS = 10 * 60_000;
const MAX_CURSORS = 5_000;
export const FIRST_BATCH = 101;

interface OpenCursor {
  id: bigint;
  namespace: string;
  work: Work<Value>;
  /** So many documents may still be handed out. */
  left: number;
  /** The one that did not fit into the last batch. */
  pending?: Value;
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

  /** The answer to the command that opens a cursor. */
  first(work: Work<Value>, namespace: string, count: number, limit = Infinity, noTimeout = false) {
    const cursor = { id: this.nextId++, namespace, work, left: limit, lastUse: 0, busy: false, noTimeout };
    return this.answer(cursor, 'firstBatch', count);
  }

  /** The answer of a command that has all its documents. */
  all(documents: Value[], namespace: string, count = Infinity) {
    return this.first({ found: documents.values() }, namespace, count);
  }

  more(id: bigint, namespace: string, count: number): Reply | Promise<Reply> {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(13, `the cursor belongs to a different namespace ${cursor.namespace}`);
    }
    if (cursor.busy) throw new CommandError(12051, `cursor id ${id} is already in use`);
    return this.answer(cursor, 'nextBatch', count);
  }

  private answer(cursor: OpenCursor, field: string, count: number): Reply | Promise<Reply> {
    const reply = new Reply(count > 1);
    const { writer } = reply;
    const outer = writer.open(BsonType.object, CURSOR);
    const list = writer.open(BsonType.array, nameBytes(field));
    this.open.delete(cursor.id);
    return then(this.fill(cursor, new Batch(writer, Math.min(count, cursor.left))), (ended) => {
      const finished = ended || cursor.left === 0;
      if (!finished) this.keep(cursor);
      writer.close(list);
      writer.fields({ id: makeLong(finished ? 0n : cursor.id), ns: cursor.namespace });
      writer.close(outer);
      return reply.ok();
    });
  }

  /** While a later batch is on its way, the cursor stays known and is busy. */
  private fill(cursor: OpenCursor, batch: Batch): boolean | Promise<boolean> {
    const take = (document: Value): boolean => {
      if (batch.add(document)) cursor.left--;
      else cursor.pending = document.kept();
      return batch.room > 0;
    };
    const { work, pending } = cursor;
    cursor.pending = undefined;
    work.resume?.();
    if (batch.room === 0 || (pending && !take(pending))) return false;
    const filled = drain(work, take);
    if (!(filled instanceof Promise)) return filled;
    if (cursor.lastUse > 0) this.open.set(cursor.id, cursor);
    cursor.busy = true;
    return filled.finally(() => {
      cursor.busy = false;
      this.open.delete(cursor.id);
    });
  }

  private keep(cursor: OpenCursor): void {
    if (this.open.size >= MAX_CURSORS) {
      const longestUnused = [...this.open.values()].find(({ busy }) => !busy);
      if (longestUnused) this.open.delete(longestUnused.id);
    }
    cursor.lastUse = Date.now();
    this.open.set(cursor.id, cursor);
  }

  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  killNamespace(namespace: string): void {
    for (const cursor of this.open.values()) if (cursor.namespace === namespace) this.open.delete(cursor.id);
  }

  expire(now: number): void {
    for (const { id, busy, noTimeout, lastUse } of this.open.values()) {
      if (!busy && !noTimeout && now - lastUse > IDLE_MS) this.open.delete(id);
    }
  }
}

const CURSOR = nameBytes('cursor');
