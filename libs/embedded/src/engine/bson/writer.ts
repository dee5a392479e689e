import { nameBytes, Value } from './raw.js';
import { BsonType } from './types.js';

const arrayNames: Buffer[] = [];

export function arrayName(index: number): Buffer {
  if (index > 100_000) return Buffer.from(String(index));
  while (arrayNames.length <= index) arrayNames.push(Buffer.from(String(arrayNames.length)));
  return arrayNames[index]!;
}

/** Fields of a document: `Map` where the names are not ours. */
export type Fields = Record<string, unknown> | ReadonlyMap<string, unknown>;

/** Builds a document front to back, taking stored values over byte by byte. */
export class BsonWriter {
  /** Bytes in front of `length` stay free, for a message header; `buf` gives way to a larger one when it is full. */
  constructor(
    public buf: Buffer = Buffer.allocUnsafe(512),
    public length = 0,
  ) {}

  /** Starts the outermost document; nested ones start with `open`. */
  begin(): number {
    this.reserve(4);
    const at = this.length;
    this.length += 4;
    return at;
  }

  open(type: number, name: Buffer): number {
    this.head(type, name);
    return this.begin();
  }

  close(at: number): void {
    this.reserve(1);
    this.buf[this.length++] = 0;
    this.buf.writeInt32LE(this.length - at, at);
  }

  value(name: Buffer, value: Value): void {
    this.head(value.type, name);
    this.raw(value.buf, value.start, value.end);
  }

  raw(source: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    source.copy(this.buf, this.length, start, end);
    this.length += end - start;
  }

  /** A stored value or an ordinary one: whole numbers become ints where they fit, a missing value leaves no field. */
  field(name: Buffer, js: unknown): void {
    if (js instanceof Value) this.value(name, js);
    else if (Array.isArray(js)) {
      const at = this.open(BsonType.array, name);
      js.forEach((item, i) => this.field(arrayName(i), item));
      this.close(at);
    } else if (js instanceof Map || (js as object | undefined)?.constructor === Object) {
      const at = this.open(BsonType.object, name);
      this.fields(js as Fields);
      this.close(at);
    } else if (typeof js === 'number' && (js | 0) === js) {
      this.head(BsonType.int, name);
      this.reserve(4);
      this.length = this.buf.writeInt32LE(js, this.length);
    } else if (typeof js === 'string') {
      this.head(BsonType.string, name);
      const size = Buffer.byteLength(js);
      this.reserve(size + 5);
      this.buf.writeInt32LE(size + 1, this.length);
      this.buf.write(js, this.length + 4);
      this.length += size + 4;
      this.buf[this.length++] = 0;
    } else if (js !== undefined) this.value(name, Value.from(js));
  }

  fields(fields: Fields): void {
    for (const [name, js] of fields instanceof Map ? fields : Object.entries(fields)) this.field(nameBytes(name), js);
  }

  finish(): Buffer {
    return this.buf.subarray(0, this.length);
  }

  private head(type: number, name: Buffer): void {
    this.reserve(name.length + 2);
    this.buf[this.length++] = type;
    name.copy(this.buf, this.length);
    this.length += name.length;
    this.buf[this.length++] = 0;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buf.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buf.length * 2, this.length + count));
    this.buf.copy(larger, 0, 0, this.length);
    this.buf = larger;
  }
}

export function build(write: (writer: BsonWriter) => void, type: number = BsonType.object): Value {
  const writer = new BsonWriter();
  const at = writer.begin();
  write(writer);
  writer.close(at);
  const buf = writer.finish();
  return new Value(type, buf, 0, buf.length);
}

export const documentOf = (fields: Fields): Value => build((writer) => writer.fields(fields));
export const arrayOf = (items: Value[]): Value => documentOf({ items }).get('items')!;
