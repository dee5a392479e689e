import { deserialize, serialize } from 'bson';
import { BsonType } from './types.js';

/** A BSON value that stays where it was received: type and position in a buffer, nothing decoded. */
export class Value {
  constructor(
    readonly type: number,
    readonly buf: Buffer,
    readonly start: number,
    readonly end: number,
  ) {}

  get isDocument(): boolean {
    return this.type === BsonType.object;
  }

  get isArray(): boolean {
    return this.type === BsonType.array;
  }

  bytes(): Buffer {
    return this.buf.subarray(this.start, this.end);
  }

  /** The same in memory of its own. */
  kept(): Value {
    return new Value(this.type, Buffer.from(this.bytes()), 0, this.end - this.start);
  }

  /** The field of that name, or undefined. */
  get(name: string): Value | undefined {
    return lookup(this, nameBytes(name));
  }

  entries(): [string, Value][] {
    const out: [string, Value][] = [];
    const cursor = new ElementCursor(this);
    while (cursor.next()) out.push([cursor.name(), cursor.value()]);
    return out;
  }

  items(): Value[] {
    const out: Value[] = [];
    const cursor = new ElementCursor(this);
    while (cursor.next()) out.push(cursor.value());
    return out;
  }

  firstName(): string | undefined {
    const cursor = new ElementCursor(this);
    return cursor.next() ? cursor.name() : undefined;
  }

  get isEmpty(): boolean {
    return this.end - this.start <= 5;
  }

  /** Text of a string, symbol or code value. */
  text(): string {
    return this.buf.toString('utf8', this.start + 4, this.end - 1);
  }

  /** Decoded as an ordinary JavaScript value (numbers promoted): for aggregation and messages only. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- like JSON.parse
  toJs(): any {
    const size = this.end - this.start;
    const wrapped = Buffer.alloc(size + 8);
    wrapped.writeInt32LE(size + 8, 0);
    wrapped[4] = this.type;
    wrapped[5] = 0x76;
    this.buf.copy(wrapped, 7, this.start, this.end);
    return deserialize(wrapped, { promoteBuffers: false, bsonRegExp: false })['v'];
  }

  static document(buf: Uint8Array): Value {
    const bytes = Buffer.isBuffer(buf) ? buf : Buffer.from(buf.buffer, buf.byteOffset, buf.byteLength);
    return new Value(BsonType.object, bytes, 0, bytes.length);
  }

  static from(js: unknown): Value {
    return Value.document(serialize({ v: js }, { ignoreUndefined: false })).items()[0]!;
  }
}

/** Walks the elements of a document or array that has been checked with `validateDocument`. */
export class ElementCursor {
  type = 0;
  nameStart = 0;
  nameEnd = 0;
  start = 0;
  end: number;
  private readonly buf: Buffer;

  constructor(container: Value) {
    this.buf = container.buf;
    this.end = container.start + 4;
  }

  next(): boolean {
    const { buf } = this;
    let at = this.end;
    this.type = buf[at]!;
    if (this.type === 0) return false;
    this.nameStart = ++at;
    while (buf[at] !== 0) at++;
    this.nameEnd = at++;
    this.start = at;
    this.end = at + valueSize(buf, this.type, at);
    return true;
  }

  name(): string {
    return readName(this.buf, this.nameStart, this.nameEnd);
  }

  value(): Value {
    return new Value(this.type, this.buf, this.start, this.end);
  }
}

/** Short names of plain letters are read faster here than by the decoder. */
function readName(buf: Buffer, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = buf[i]!;
    if (byte > 127 || i - start > 24) return buf.toString('utf8', start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}

export const readInt32 = (buf: Buffer, at: number): number =>
  buf[at]! | (buf[at + 1]! << 8) | (buf[at + 2]! << 16) | (buf[at + 3]! << 24);

export function valueSize(buf: Buffer, type: number, at: number): number {
  switch (type) {
    case BsonType.double:
    case BsonType.date:
    case BsonType.timestamp:
    case BsonType.long:
      return 8;
    case BsonType.string:
    case BsonType.javascript:
    case BsonType.symbol:
      return 4 + readInt32(buf, at);
    case BsonType.object:
    case BsonType.array:
    case BsonType.javascriptWithScope:
      return readInt32(buf, at);
    case BsonType.binData:
      return 5 + readInt32(buf, at);
    case BsonType.objectId:
      return 12;
    case BsonType.bool:
      return 1;
    case BsonType.int:
      return 4;
    case BsonType.decimal:
      return 16;
    case BsonType.dbPointer:
      return 16 + readInt32(buf, at);
    case BsonType.regex: {
      let end = at;
      while (buf[end] !== 0) end++;
      end++;
      while (buf[end] !== 0) end++;
      return end + 1 - at;
    }
    default:
      return 0;
  }
}

const names = new Map<string, Buffer>();

/** UTF-8 bytes of a field name, remembered. */
export function nameBytes(name: string): Buffer {
  let bytes = names.get(name);
  if (bytes === undefined) {
    if (names.size > 10_000) names.clear();
    names.set(name, (bytes = Buffer.from(name)));
  }
  return bytes;
}

export function lookup(container: Value, name: Buffer): Value | undefined {
  const { buf } = container;
  const length = name.length;
  let at = container.start + 4;
  for (;;) {
    const type = buf[at++]!;
    if (type === 0) return undefined;
    let i = 0;
    while (i < length && buf[at + i] === name[i]) i++;
    const hit = i === length && buf[at + i] === 0;
    at += i;
    while (buf[at] !== 0) at++;
    at++;
    const end = at + valueSize(buf, type, at);
    if (hit) return new Value(type, buf, at, end);
    at = end;
  }
}
