import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, BSONRegExp, Timestamp } from 'bson';

/** MongoDB's comparison written down a second time, on decoded values and exact fractions, to check the engine's. */
export function compareByTheBook(a: unknown, b: unknown): number {
  const byType = rank(a) - rank(b);
  if (byType !== 0) return byType;
  if (isNumber(a)) return compareNumbers(a, b as never);
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a instanceof Date) return a.getTime() - (b as Date).getTime();
  if (a instanceof ObjectId) return Buffer.compare(a.id, (b as ObjectId).id);
  if (a instanceof Binary) return compareBinary(a, b as Binary);
  if (a instanceof Timestamp) return a.compare(b as Timestamp);
  if (a instanceof BSONRegExp) {
    const other = b as BSONRegExp;
    return (
      Buffer.compare(Buffer.from(a.pattern), Buffer.from(other.pattern)) ||
      (a.options < other.options ? -1 : Number(a.options > other.options))
    );
  }
  if (Array.isArray(a))
    return compareFields(
      a.map((v) => ['', v]),
      (b as unknown[]).map((v) => ['', v]),
    );
  if (a !== null && rank(a) === 5) return compareFields(Object.entries(a as object), Object.entries(b as object));
  return 0;
}

function rank(value: unknown): number {
  if (value instanceof MinKey) return 0;
  if (value === null) return 2;
  if (isNumber(value)) return 3;
  if (typeof value === 'string') return 4;
  if (Array.isArray(value)) return 6;
  if (value instanceof Binary) return 7;
  if (value instanceof ObjectId) return 8;
  if (typeof value === 'boolean') return 9;
  if (value instanceof Date) return 10;
  if (value instanceof Timestamp) return 11;
  if (value instanceof BSONRegExp) return 12;
  return value instanceof MaxKey ? 13 : 5;
}

type Numeric = Int32 | Double | Long | Decimal128;

const isNumber = (value: unknown): value is Numeric =>
  value instanceof Int32 ||
  value instanceof Double ||
  (value instanceof Long && !(value instanceof Timestamp)) ||
  value instanceof Decimal128;

function compareNumbers(a: Numeric, b: Numeric): number {
  const [x, y] = [special(a), special(b)];
  if (x !== 0 || y !== 0) return x - y;
  const [p, q] = [fraction(a), fraction(b)];
  const [left, right] = [p.over * q.under, q.over * p.under];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** NaN below -Infinity below all finite numbers below Infinity. */
function special(value: Numeric): number {
  const text = String(value);
  return text === 'NaN' ? -2 : text === '-Infinity' ? -1 : text === 'Infinity' ? 1 : 0;
}

function fraction(value: Numeric): { over: bigint; under: bigint } {
  if (value instanceof Long) return { over: value.toBigInt(), under: 1n };
  if (value instanceof Decimal128) return ofDecimal(value.toString());
  return ofDouble(Number(value.value));
}

function ofDecimal(text: string): { over: bigint; under: bigint } {
  const [, sign, whole, part = '', power = '0'] = /^(-?)(\d+)\.?(\d*)(?:E([+-]?\d+))?$/.exec(text)!;
  const digits = BigInt(`${sign}${whole}${part}`);
  const exponent = Number(power) - part.length;
  return exponent < 0
    ? { over: digits, under: 10n ** BigInt(-exponent) }
    : { over: digits * 10n ** BigInt(exponent), under: 1n };
}

function ofDouble(x: number): { over: bigint; under: bigint } {
  let under = 1n;
  let over = x;
  while (!Number.isInteger(over)) {
    over *= 2;
    under *= 2n;
  }
  return { over: BigInt(over), under };
}

function compareBinary(a: Binary, b: Binary): number {
  return a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}

function compareFields(a: [string, unknown][], b: [string, unknown][]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order =
      rank(a[i]![1]) - rank(b[i]![1]) ||
      Buffer.compare(Buffer.from(a[i]![0]), Buffer.from(b[i]![0])) ||
      compareByTheBook(a[i]![1], b[i]![1]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
