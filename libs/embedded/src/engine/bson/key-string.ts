import { compareExact, doubleBelow, toExact, toNumber, type Exact } from './number.js';
import { ElementCursor, readInt32, type Value } from './raw.js';
import { BsonType, Rank, rankOf } from './types.js';

const NUMBER_EXACT = 1;
const NUMBER_DIGITS = 3;

/**
 * Writes values so that comparing the bytes equals comparing the values. Every encoding ends by itself, so
 * encodings can be joined to compound keys.
 */
export class KeyWriter {
  private buf = Buffer.allocUnsafe(4096);
  length = 0;

  reset(): this {
    this.length = 0;
    return this;
  }

  copy(): Buffer {
    const out = Buffer.allocUnsafe(this.length);
    this.buf.copy(out, 0, 0, this.length);
    return out;
  }

  /** Bytes so far, valid until the next write. */
  view(): Buffer {
    return this.buf.subarray(0, this.length);
  }

  invertFrom(start: number): void {
    for (let i = start; i < this.length; i++) this.buf[i]! ^= 0xff;
  }

  byte(b: number): void {
    this.reserve(1);
    this.buf[this.length++] = b;
  }

  uint32(n: number): void {
    this.reserve(4);
    this.length = this.buf.writeUInt32BE(n >>> 0, this.length);
  }

  record(n: number): void {
    this.reserve(6);
    this.length = this.buf.writeUIntBE(n, this.length, 6);
  }

  bytes(source: Buffer, start = 0, end = source.length): void {
    this.reserve(end - start);
    source.copy(this.buf, this.length, start, end);
    this.length += end - start;
  }

  /** A missing value sorts and indexes as null. */
  value(value: Value | undefined): void {
    if (value === undefined) return this.byte(Rank.null);
    this.byte(rankOf(value.type));
    this.payload(value);
  }

  private payload(value: Value): void {
    const { buf, start, end } = value;
    switch (value.type) {
      case BsonType.int:
        this.orderedDouble(readInt32(buf, start));
        return this.byte(NUMBER_EXACT);
      case BsonType.double:
        this.orderedDouble(buf.readDoubleLE(start));
        return this.byte(NUMBER_EXACT);
      case BsonType.long:
      case BsonType.decimal:
        return this.wide(value);
      case BsonType.string:
      case BsonType.symbol:
      case BsonType.javascript:
        return this.text(buf, start + 4, end - 1);
      case BsonType.object:
        return this.fields(value, true);
      case BsonType.array:
        return this.fields(value, false);
      case BsonType.binData:
        this.uint32(readInt32(buf, start));
        return this.bytes(buf, start + 4, end);
      case BsonType.date:
        return this.orderedInt64(buf, start, 0x80);
      case BsonType.timestamp:
        return this.orderedInt64(buf, start, 0);
      case BsonType.regex: {
        const middle = buf.indexOf(0, start);
        this.text(buf, start, middle);
        return this.text(buf, middle + 1, end - 1);
      }
      default:
        this.bytes(buf, start, end);
    }
  }

  private fields(container: Value, named: boolean): void {
    const cursor = new ElementCursor(container);
    while (cursor.next()) {
      this.byte(rankOf(cursor.type));
      if (named) this.text(container.buf, cursor.nameStart, cursor.nameEnd);
      this.payload(cursor.value());
    }
    this.byte(0);
  }

  /** Ends with 0, which is nowhere else in it: 0 and 1 are 1 and the next one. */
  private text(source: Buffer, start: number, end: number): void {
    this.reserve((end - start) * 2 + 1);
    const { buf } = this;
    let at = this.length;
    for (let i = start; i < end; i++) {
      const byte = source[i]!;
      if (byte > 1) buf[at++] = byte;
      else {
        buf[at++] = 1;
        buf[at++] = byte + 1;
      }
    }
    buf[at++] = 0;
    this.length = at;
  }

  private orderedInt64(buf: Buffer, start: number, flip: number): void {
    this.reserve(8);
    for (let i = 7; i >= 0; i--) this.buf[this.length++] = buf[start + i]!;
    this.buf[this.length - 8]! ^= flip;
  }

  private orderedDouble(x: number): void {
    this.reserve(8);
    const at = this.length;
    this.length += 8;
    if (Number.isNaN(x)) {
      this.buf.fill(0, at, at + 8);
      return;
    }
    this.buf.writeDoubleBE(x === 0 ? 0 : x, at);
    if (x < 0) for (let i = 0; i < 8; i++) this.buf[at + i]! ^= 0xff;
    else this.buf[at]! ^= 0x80;
  }

  /** A long or a decimal, which may lie between two doubles. */
  private wide(value: Value): void {
    const exact = toExact(value);
    const nearest = toNumber(value);
    if (exact && (!Number.isFinite(nearest) || compareExact(exact, nearest) !== 0)) return this.inexact(exact, nearest);
    this.orderedDouble(nearest);
    this.byte(NUMBER_EXACT);
  }

  /** The double below, then the digits: what lies between two doubles has one sign. */
  private inexact({ digits, exponent }: Exact, nearest: number): void {
    let floor = nearest;
    if (floor === Infinity) floor = Number.MAX_VALUE;
    else if (floor !== -Infinity && compareExact({ digits, exponent }, floor) < 0) floor = doubleBelow(floor);
    this.orderedDouble(floor);
    this.byte(NUMBER_DIGITS);
    const start = this.length;
    const text = (digits < 0n ? -digits : digits).toString();
    this.uint32(exponent + text.length + 0x8000_0000);
    this.bytes(Buffer.from(text.replace(/0+$/, '')));
    this.byte(0);
    if (digits < 0n) this.invertFrom(start);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buf.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buf.length * 2, this.length + count));
    this.buf.copy(larger, 0, 0, this.length);
    this.buf = larger;
  }
}

const shared = new KeyWriter();

export function keyOf(value: Value | undefined): Buffer {
  shared.reset().value(value);
  return shared.copy();
}

/** The smallest byte string above every one that starts with `prefix`. */
export function successor(prefix: Buffer): Buffer {
  let last = prefix.length - 1;
  while (last >= 0 && prefix[last] === 0xff) last--;
  const out = Buffer.from(prefix.subarray(0, last + 1));
  out[last]!++;
  return out;
}

export function inverted(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = bytes[i]! ^ 0xff;
  return out;
}
