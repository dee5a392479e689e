import { Decimal128 } from 'bson';
import { BsonType, Rank, rankOf } from './types.js';
import { readInt32, Value } from './raw.js';

/** A value known to be an int, long, double or decimal. */
declare const numeric: unique symbol;
export type NumberValue = Value & { readonly [numeric]: true };

export const isNumber = (value: Value | undefined): value is NumberValue =>
  value !== undefined && rankOf(value.type) === Rank.double;

/** Nearest double; exact for int and double, rounded for long and decimal, NaN for what is no number. */
export function toNumber(value: Value): number {
  switch (value.type) {
    case BsonType.int:
      return readInt32(value.buf, value.start);
    case BsonType.double:
      return value.buf.readDoubleLE(value.start);
    case BsonType.long:
      return Number(value.buf.readBigInt64LE(value.start));
    case BsonType.decimal:
      return Number(decimalText(value));
    default:
      return NaN;
  }
}

const decimalText = (value: Value): string => new Decimal128(Buffer.from(value.bytes())).toString();

/** The integer that a number stands for, or undefined when it has a fraction or does not fit. */
export function toInteger(value: Value | undefined): number | undefined {
  const number = value ? toNumber(value) : NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

export function toBigInt(value: Value): bigint | undefined {
  if (value.type === BsonType.long) return value.buf.readBigInt64LE(value.start);
  const number = toNumber(value);
  return Number.isInteger(number) ? BigInt(number) : undefined;
}

/** Without its fraction; undefined for NaN, the infinities and what needs more than 64 bits. */
export function toWhole(value: Value): bigint | undefined {
  const number = toNumber(value);
  if (!(Math.abs(number) <= 2 ** 63)) return undefined;
  const { digits, exponent } = value.type === BsonType.decimal ? toExact(value)! : { digits: undefined, exponent: 0 };
  const power = 10n ** BigInt(Math.abs(exponent));
  const whole =
    digits === undefined
      ? (toBigInt(value) ?? BigInt(Math.trunc(number)))
      : exponent < 0
        ? digits / power
        : digits * power;
  return BigInt.asIntN(64, whole) === whole ? whole : undefined;
}

export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value.type === BsonType.null || value.type === BsonType.undefined) return false;
  if (value.type === BsonType.bool) return value.buf[value.start] === 1;
  return !isNumber(value) || toNumber(value) !== 0;
}

/** A finite number as `digits * 10 ** exponent`. */
export interface Exact {
  digits: bigint;
  exponent: number;
}

/** Undefined for NaN and the infinities. */
export function toExact(value: Value): Exact | undefined {
  if (value.type === BsonType.long) return { digits: toBigInt(value)!, exponent: 0 };
  const text = value.type === BsonType.decimal ? decimalText(value) : String(toNumber(value));
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = parts;
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(power) - fraction.length };
}

const scratch = new DataView(new ArrayBuffer(8));

/** The next double towards negative infinity. */
export function doubleBelow(x: number): number {
  if (x === -Infinity) return x;
  if (x === 0) return -Number.MIN_VALUE;
  scratch.setFloat64(0, x);
  scratch.setBigInt64(0, scratch.getBigInt64(0) + (x > 0 ? -1n : 1n));
  return scratch.getFloat64(0);
}

/** Compares by the exact value of the double, not by its shortest text. */
export function compareExact({ digits, exponent }: Exact, x: number): number {
  scratch.setFloat64(0, x);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & 0xfffffffffffffn) | (biased === 0 ? 0n : 1n << 52n);
  const power = (biased === 0 ? 1 : biased) - 1075;
  const left = scaled(digits, 10n, exponent) * scaled(1n, 2n, -power);
  const right = scaled(x < 0 ? -fraction : fraction, 2n, power) * scaled(1n, 10n, -exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

const scaled = (n: bigint, base: bigint, power: number): bigint => (power > 0 ? n * base ** BigInt(power) : n);

function made(type: number, size: number, write: (buf: Buffer) => void): Value {
  const buf = Buffer.allocUnsafe(size);
  write(buf);
  return new Value(type, buf, 0, size);
}

export const makeInt = (n: number): Value => made(BsonType.int, 4, (buf) => buf.writeInt32LE(n));
export const makeDouble = (n: number): Value => made(BsonType.double, 8, (buf) => buf.writeDoubleLE(n));
export const makeLong = (n: bigint): Value => made(BsonType.long, 8, (buf) => buf.writeBigInt64LE(n));
