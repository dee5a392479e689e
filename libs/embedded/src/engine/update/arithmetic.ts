import { Decimal128 } from 'bson';
import { badValue } from '../errors.js';
import { makeDouble, makeInt, makeLong, toBigInt, toExact, toNumber } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';

export type Operation = 'add' | 'multiply';

/** The result has the wider of the two types: int, long, double, decimal. */
export function calculate(op: Operation, a: Value, b: Value): Value {
  const adds = op === 'add';
  const has = (type: number) => a.type === type || b.type === type;
  const rounded = () => (adds ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b));
  if (has(BsonType.decimal)) return Value.from(decimalOf(adds, a, b) ?? Decimal128.fromString(String(rounded())));
  if (has(BsonType.double)) return makeDouble(rounded());
  const [x, y] = [toBigInt(a)!, toBigInt(b)!];
  const result = adds ? x + y : x * y;
  if (!has(BsonType.long) && BigInt.asIntN(32, result) === result) return makeInt(Number(result));
  if (BigInt.asIntN(64, result) !== result) throw badValue(`Failed to ${op}: the result overflows a long`);
  return makeLong(result);
}

/** Undefined when one of the two is not finite. */
function decimalOf(adds: boolean, a: Value, b: Value): Decimal128 | undefined {
  const [x, y] = [toExact(a), toExact(b)];
  if (!x || !y) return undefined;
  if (!adds) return Decimal128.fromStringWithRounding(`${x.digits * y.digits}E${x.exponent + y.exponent}`);
  const exponent = Math.min(x.exponent, y.exponent);
  const [p, q] = [x, y].map((each) => each.digits * 10n ** BigInt(each.exponent - exponent)) as [bigint, bigint];
  return Decimal128.fromStringWithRounding(`${p + q}E${exponent}`);
}
