import { badValue, failedToParse } from '../errors.js';
import { compareValues, equalValues, type Collator } from '../bson/compare.js';
import { keyOf } from '../bson/key-string.js';
import { isNumber, toBigInt, toInteger, toNumber } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { BsonType, Rank, rankOf, typeAliases } from '../bson/types.js';
import type { Test } from './path.js';
import { compileRegex, regexParts, type Pattern } from './regex.js';

const isNullish = (value: Value | undefined): boolean =>
  value === undefined || value.type === BsonType.null || value.type === BsonType.undefined;

export function equals(wanted: Value, collator?: Collator): Test {
  if (isNullish(wanted)) return isNullish;
  const rank = rankOf(wanted.type);
  return (value) => value !== undefined && rankOf(value.type) === rank && equalValues(value, wanted, collator);
}

/** Equality, or for a regular expression also every text that it matches. */
export function equalsOrMatches(wanted: Value, collator?: Collator): Test {
  const same = equals(wanted, collator);
  if (wanted.type !== BsonType.regex) return same;
  const test = matchesRegex(compileRegex(...regexParts(wanted)));
  return (value) => test(value) || same(value);
}

export function matchesRegex(regex: Pattern): Test {
  return (value) =>
    value !== undefined &&
    (value.type === BsonType.string || value.type === BsonType.symbol) &&
    regex.test(value.text());
}

export type Order = '$gt' | '$gte' | '$lt' | '$lte';

export function ordered(op: Order, wanted: Value, collator?: Collator): Test {
  if (wanted.type === BsonType.regex) throw badValue("Can't have RegEx as arg to predicate over field");
  const accepts = { $gt: isPositive, $gte: isNotNegative, $lt: isNegative, $lte: isNotPositive }[op];
  const inclusive = op === '$gte' || op === '$lte';
  if (isNullish(wanted)) return inclusive ? isNullish : () => false;
  const rank = rankOf(wanted.type);
  if (rank === Rank.minKey || rank === Rank.maxKey) {
    return (value) => value !== undefined && accepts(compareValues(value, wanted));
  }
  if (isNumber(wanted) && Number.isNaN(toNumber(wanted))) return inclusive ? equals(wanted) : () => false;
  return (value) =>
    value !== undefined &&
    rankOf(value.type) === rank &&
    !(rank === Rank.number && Number.isNaN(toNumber(value))) &&
    accepts(compareValues(value, wanted, collator));
}

const isPositive = (n: number) => n > 0;
const isNotNegative = (n: number) => n >= 0;
const isNegative = (n: number) => n < 0;
const isNotPositive = (n: number) => n <= 0;

export function oneOf(op: string, list: Value, collator?: Collator): Test {
  if (!list.isArray) throw badValue(`${op} needs an array`);
  const items = list.items();
  for (const item of items) {
    if (item.isDocument && item.firstName()?.startsWith('$')) throw badValue(`cannot nest $ under ${op}`);
  }
  const regexes = items.filter((item) => item.type === BsonType.regex).map((item) => equalsOrMatches(item, collator));
  const plain = items.filter((item) => item.type !== BsonType.regex);
  if (plain.length < 12 || collator) {
    const tests = [...plain.map((item) => equals(item, collator)), ...regexes];
    return (value) => tests.some((test) => test(value));
  }
  const withNull = plain.some(isNullish);
  const keys = new Set(plain.map((item) => keyOf(item).toString('latin1')));
  return (value) =>
    (isNullish(value) ? withNull : keys.has(keyOf(value).toString('latin1'))) || regexes.some((test) => test(value));
}

export function hasType(argument: Value): Test {
  const codes = new Set<number>();
  for (const item of argument.isArray ? argument.items() : [argument]) {
    if (item.type === BsonType.string && item.text() === 'number') {
      for (const code of [BsonType.double, BsonType.int, BsonType.long, BsonType.decimal]) codes.add(code);
    } else codes.add(typeCode(item));
  }
  if (codes.size === 0) throw failedToParse('$type must match at least one type');
  return (value) => value !== undefined && codes.has(value.type);
}

function typeCode(item: Value): number {
  if (item.type === BsonType.string) {
    const code = typeAliases.get(item.text());
    if (code === undefined) throw badValue(`Unknown type name alias: ${item.text()}`);
    return code;
  }
  if (!isNumber(item)) throw badValue('type must be represented as a number or a string');
  const code = toInteger(item);
  const wire = code === -1 ? BsonType.minKey : code;
  if (wire === undefined || rankOf(wire & 0xff) === 0 || wire > 0xff)
    throw badValue(`Invalid numerical type code: ${code}`);
  return wire;
}

export function modulo(argument: Value): Test {
  if (!argument.isArray) throw badValue('malformed mod, needs to be an array');
  const items = argument.items();
  if (items.length !== 2) throw badValue(`malformed mod, ${items.length < 2 ? 'not enough' : 'too many'} elements`);
  const [divisor, remainder] = items.map((item) => {
    if (!isNumber(item) || !Number.isFinite(toNumber(item))) throw badValue('malformed mod, not a number');
    return BigInt(Math.trunc(toNumber(item)));
  }) as [bigint, bigint];
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return (value) => {
    if (!isNumber(value)) return false;
    const number = toBigInt(value) ?? toNumber(value);
    if (typeof number === 'number' && !Number.isFinite(number)) return false;
    return (typeof number === 'bigint' ? number : BigInt(Math.trunc(number))) % divisor === remainder;
  };
}

export function hasSize(argument: Value): Test {
  const size = isNumber(argument) ? toInteger(argument) : undefined;
  if (size === undefined) throw failedToParse('Failed to parse $size. Expected an integer');
  if (size < 0) throw failedToParse('Failed to parse $size. Expected a non-negative number');
  return (value) => value !== undefined && value.isArray && value.items().length === size;
}
