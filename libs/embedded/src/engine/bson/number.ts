import { Decimal128 } from 'bson';
import { BsonType, Rank, rankOf } from './types.js';
import { readInt32, Value } from './raw.js';

/** A value known to be an int, long, double or decimal. */
declare const numeric: unique symbol;
export type NumberValue = Value & { readonly [numeric]: true };

export const isNumber = (value: Value | undefined): value is NumberValue =>
  value !== undefined && rankOf(value.type) === Rank.number;

/** A finite decimal as `digits * 10 ** exponent`. */
export interface ExactDecimal {
  digits: bigint;
  exponent: number;
}

/** Nearest double; exact for int and double, rounded for long and decimal. */
export function toNumber(value: Value): number {
  switch (value.type) {
    case BsonType.int:
      return readInt32(value.buf, value.start);
    case BsonType.double:
      return value.buf.readDoubleLE(value.start);
    case BsonType.long:
      return Number(value.buf.readBigInt64LE(value.start));
    case BsonType.decimal:
      return Number(toDecimal(value).toString());
    default:
      return NaN;
  }
}

export const toDecimal = (value: Value): Decimal128 => new Decimal128(Buffer.from(value.bytes()));

/** Undefined for NaN and the infinities. */
export function toExactDecimal(value: Value): ExactDecimal | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(toDecimal(value).toString());
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = parts;
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(power) - fraction.length };
}

/** The integer that a number stands for, or undefined when it has a fraction or does not fit. */
export function toInteger(value: Value): number | undefined {
  const number = toNumber(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

export function toBigInt(value: Value): bigint | undefined {
  if (value.type === BsonType.long) return value.buf.readBigInt64LE(value.start);
  const number = toNumber(value);
  return Number.isInteger(number) ? BigInt(number) : undefined;
}

export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value.type === BsonType.null || value.type === BsonType.undefined) return false;
  if (value.type === BsonType.bool) return value.buf[value.start] === 1;
  return !isNumber(value) || toNumber(value) !== 0;
}

const scratch = new DataView(new ArrayBuffer(8));

/** The next double towards negative infinity. */
export function doubleBelow(x: number): number {
  if (x === -Infinity || Number.isNaN(x)) return x;
  if (x === 0) return -Number.MIN_VALUE;
  scratch.setFloat64(0, x);
  scratch.setBigInt64(0, scratch.getBigInt64(0) + (x > 0 ? -1n : 1n));
  return scratch.getFloat64(0);
}

export function doubleAbove(x: number): number {
  return -doubleBelow(-x);
}

/** A finite double as an exact fraction `numerator * 2 ** exponent`. */
export function splitDouble(x: number): { numerator: bigint; exponent: number } {
  scratch.setFloat64(0, x);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return { numerator: x < 0 ? -magnitude : magnitude, exponent: (biased === 0 ? 1 : biased) - 1075 };
}

export const makeInt = (n: number): Value => {
  const buf = Buffer.allocUnsafe(4);
  buf.writeInt32LE(n);
  return new Value(BsonType.int, buf, 0, 4);
};

export const makeDouble = (n: number): Value => {
  const buf = Buffer.allocUnsafe(8);
  buf.writeDoubleLE(n);
  return new Value(BsonType.double, buf, 0, 8);
};

export const makeLong = (n: bigint): Value => {
  const buf = Buffer.allocUnsafe(8);
  buf.writeBigInt64LE(n);
  return new Value(BsonType.long, buf, 0, 8);
};

export const makeDecimal = (n: Decimal128): Value => new Value(BsonType.decimal, Buffer.from(n.bytes), 0, 16);
