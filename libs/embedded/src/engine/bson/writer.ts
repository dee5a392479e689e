import { serialize } from 'bson';
import { nameBytes, Value } from './raw.js';
import { BsonType } from './types.js';

const arrayNames: Buffer[] = [];

export function arrayName(index: number): Buffer {
  if (index > 100_000) return Buffer.from(String(index));
  while (arrayNames.length <= index) arrayNames.push(Buffer.from(String(arrayNames.length)));
  return arrayNames[index]!;
}

/** Builds a document front to back, taking stored values over byte by byte. */
export class BsonWriter {
  private buf: Buffer;
  private length: number;

  /** `headroom` bytes stay free in front, for a message header. */
  constructor(size = 512, headroom = 0) {
    this.buf = Buffer.allocUnsafe(size);
    this.length = headroom;
  }

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

  head(type: number, name: Buffer): void {
    this.reserve(name.length + 2);
    this.buf[this.length++] = type;
    name.copy(this.buf, this.length);
    this.length += name.length;
    this.buf[this.length++] = 0;
  }

  value(name: Buffer, value: Value): void {
    this.head(value.type, name);
    this.raw(value.buf, value.start, value.end);
  }

  document(name: Buffer, raw: Buffer): void {
    this.head(BsonType.document, name);
    this.raw(raw, 0, raw.length);
  }

  raw(source: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    source.copy(this.buf, this.length, start, end);
    this.length += end - start;
  }

  int(name: string, n: number): void {
    this.head(BsonType.int, nameBytes(name));
    this.reserve(4);
    this.length = this.buf.writeInt32LE(n, this.length);
  }

  double(name: string, n: number): void {
    this.head(BsonType.double, nameBytes(name));
    this.reserve(8);
    this.length = this.buf.writeDoubleLE(n, this.length);
  }

  long(name: string, n: bigint): void {
    this.head(BsonType.long, nameBytes(name));
    this.reserve(8);
    this.length = this.buf.writeBigInt64LE(n, this.length);
  }

  string(name: string, text: string): void {
    this.head(BsonType.string, nameBytes(name));
    const size = Buffer.byteLength(text);
    this.reserve(size + 5);
    this.buf.writeInt32LE(size + 1, this.length);
    this.buf.write(text, this.length + 4);
    this.length += size + 4;
    this.buf[this.length++] = 0;
  }

  bool(name: string, on: boolean): void {
    this.head(BsonType.bool, nameBytes(name));
    this.reserve(1);
    this.buf[this.length++] = on ? 1 : 0;
  }

  null(name: string): void {
    this.head(BsonType.null, nameBytes(name));
  }

  /** Appends the fields of an ordinary object. */
  fields(js: Record<string, unknown>): void {
    const raw = Buffer.from(serialize(js, { ignoreUndefined: true }));
    this.raw(raw, 4, raw.length - 1);
  }

  get size(): number {
    return this.length;
  }

  finish(): Buffer {
    return this.buf.subarray(0, this.length);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buf.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buf.length * 2, this.length + count));
    this.buf.copy(larger, 0, 0, this.length);
    this.buf = larger;
  }
}

export function makeDocument(write: (writer: BsonWriter) => void, type: number = BsonType.document): Value {
  const writer = new BsonWriter(256);
  const at = writer.begin();
  write(writer);
  writer.close(at);
  const buf = writer.finish();
  return new Value(type, buf, 0, buf.length);
}

export const makeArray = (items: readonly Value[]): Value =>
  makeDocument((writer) => items.forEach((item, i) => writer.value(arrayName(i), item)), BsonType.array);
