import { Decimal128 } from 'bson';
import { badValue } from '../errors.js';
import { makeDouble, makeInt, makeLong, toBigInt, toExact, toNumber } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';

export type Operation = 'add' | 'multiply' | 'and' | 'or' | 'xor';

const ON_BIGINT: Record<Operation, (x: bigint, y: bigint) => bigint> = {
  add: (x, y) => x + y,
  multiply: (x, y) => x * y,
  and: (x, y) => x & y,
  or: (x, y) => x | y,
  xor: (x, y) => x ^ y,
};

/** The result has the wider of the two types: int, long, double, decimal. Bits are of ints and longs only. */
export function calculate(op: Operation, a: Value, b: Value): Value {
  const has = (type: number) => a.type === type || b.type === type;
  if (has(BsonType.decimal)) return Value.from(decimalResult(op, a, b));
  if (has(BsonType.double)) return makeDouble(onDoubles(op, a, b));
  const result = ON_BIGINT[op](toBigInt(a)!, toBigInt(b)!);
  if (!has(BsonType.long) && BigInt.asIntN(32, result) === result) return makeInt(Number(result));
  if (BigInt.asIntN(64, result) !== result) throw badValue(`Failed to ${op}: the result overflows a long`);
  return makeLong(result);
}

const onDoubles = (op: Operation, a: Value, b: Value): number =>
  op === 'add' ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b);

function decimalResult(op: Operation, a: Value, b: Value): Decimal128 {
  const [x, y] = [toExact(a), toExact(b)];
  if (!x || !y) return Decimal128.fromString(String(onDoubles(op, a, b)));
  if (op === 'multiply') {
    return Decimal128.fromStringWithRounding(`${x.digits * y.digits}E${x.exponent + y.exponent}`);
  }
  const exponent = Math.min(x.exponent, y.exponent);
  const [p, q] = [x, y].map((each) => each.digits * 10n ** BigInt(each.exponent - exponent)) as [bigint, bigint];
  return Decimal128.fromStringWithRounding(`${p + q}E${exponent}`);
}
