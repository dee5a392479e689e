import { Decimal128 } from 'bson';
import { badValue } from '../errors.js';
import { makeDecimal, makeDouble, makeInt, makeLong, toBigInt, toExactDecimal, toNumber } from '../bson/number.js';
import type { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';

const isInt32 = (n: bigint) => n >= -(2n ** 31n) && n < 2n ** 31n;
const isInt64 = (n: bigint) => n >= -(2n ** 63n) && n < 2n ** 63n;

/** Sum or product in the wider of the two types: int, long, double, decimal. */
export function calculate(op: '$inc' | '$mul', a: Value, b: Value): Value {
  if (a.type === BsonType.decimal || b.type === BsonType.decimal) return decimalResult(op, a, b);
  if (a.type === BsonType.double || b.type === BsonType.double) {
    const [x, y] = [toNumber(a), toNumber(b)];
    return makeDouble(op === '$inc' ? x + y : x * y);
  }
  const [x, y] = [toBigInt(a)!, toBigInt(b)!];
  const result = op === '$inc' ? x + y : x * y;
  if (a.type === BsonType.int && b.type === BsonType.int && isInt32(result)) return makeInt(Number(result));
  if (!isInt64(result))
    throw badValue(`Failed to apply ${op} operations to current value: the result overflows a long`);
  return makeLong(result);
}

function decimalResult(op: '$inc' | '$mul', a: Value, b: Value): Value {
  const [x, y] = [exact(a), exact(b)];
  if (!x || !y) {
    const number = op === '$inc' ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b);
    return makeDecimal(Decimal128.fromString(String(number)));
  }
  const exponent = Math.min(x.exponent, y.exponent);
  const shift = ({ digits, exponent: own }: { digits: bigint; exponent: number }) =>
    digits * 10n ** BigInt(own - exponent);
  const result =
    op === '$inc'
      ? { digits: shift(x) + shift(y), exponent }
      : { digits: x.digits * y.digits, exponent: x.exponent + y.exponent };
  return makeDecimal(Decimal128.fromStringWithRounding(`${result.digits}E${result.exponent}`));
}

function exact(value: Value) {
  if (value.type === BsonType.decimal) return toExactDecimal(value);
  const integer = toBigInt(value);
  if (integer !== undefined) return { digits: integer, exponent: 0 };
  const number = toNumber(value);
  if (!Number.isFinite(number)) return undefined;
  return toExactDecimal(makeDecimal(Decimal128.fromString(String(number))));
}

export function bitwise(op: string, a: Value, b: Value): Value {
  const [x, y] = [toBigInt(a)!, toBigInt(b)!];
  const result = op === 'and' ? x & y : op === 'or' ? x | y : x ^ y;
  return a.type === BsonType.int && b.type === BsonType.int ? makeInt(Number(result)) : makeLong(result);
}
