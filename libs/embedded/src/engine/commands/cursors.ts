import { CommandError } from '../errors.js';
import { makeLong } from '../bson/number.js';
import { nameBytes, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { Batch, Reply } from '../server/reply.js';
import { then } from '../server/slices.js';

const IDLE_MS = 10 * 60_000;
const MAX_CURSORS = 5_000;
export const FIRST_BATCH = 101;

/** Where answer documents go. */
export interface Sink {
  /** So many more are wanted. */
  readonly room: number;
  /** False when it does not go in any more. */
  add(document: Value): boolean;
}

/** A source of answer documents; an empty batch together with `done` ends it. */
export interface BatchSource {
  readonly done: boolean;
  /** Fills the sink as far as it can. */
  next(sink: Sink): true | Promise<true>;
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

  /** The answer to the command that opens a cursor; `single`: what does not fit is not asked for. */
  first(source: BatchSource, namespace: string, count: number, single = false, noTimeout = false) {
    const cursor = { id: this.nextId++, namespace, source, lastUse: 0, busy: false, noTimeout };
    return this.answer(cursor, 'firstBatch', count, single);
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

  private answer(cursor: OpenCursor, field: string, count: number, single = false): Reply | Promise<Reply> {
    const reply = new Reply(count > 1);
    const { writer } = reply;
    const outer = writer.open(BsonType.object, CURSOR);
    const list = writer.open(BsonType.array, nameBytes(field));
    this.open.delete(cursor.id);
    return then(this.fill(cursor, new Batch(writer, count)), () => {
      const finished = cursor.source.done || single;
      if (!finished) this.keep(cursor);
      writer.close(list);
      writer.fields({ id: makeLong(finished ? 0n : cursor.id), ns: cursor.namespace });
      writer.close(outer);
      return reply.ok();
    });
  }

  /** While a later batch is on its way, the cursor stays known and is busy. */
  private fill(cursor: OpenCursor, sink: Sink): true | Promise<true> {
    const filled = cursor.source.next(sink);
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

/** Results that are all there. */
export class ListSource implements BatchSource {
  private at = 0;

  constructor(private readonly documents: Value[]) {}

  get done(): boolean {
    return this.at >= this.documents.length;
  }

  next(sink: Sink): true {
    while (!this.done && sink.room > 0 && sink.add(this.documents[this.at]!)) this.at++;
    return true;
  }
}
