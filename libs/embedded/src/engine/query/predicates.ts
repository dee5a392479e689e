import { badValue, failedToParse } from '../errors.js';
import { compareValues, equalValues, type Collator } from '../bson/compare.js';
import { keyOf } from '../bson/key-string.js';
import { isNumber, toInteger, toNumber, toWhole } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { BsonType, Rank, rankOf, typeNamed } from '../bson/types.js';
import type { Test } from './path.js';
import { compileRegex, regexParts, type Pattern } from './regex.js';

const isNullish = (value: Value | undefined): boolean =>
  value === undefined || value.type === BsonType.null || value.type === BsonType.undefined;

/** Equality, or for a regular expression also every text that it matches. */
export function equals(wanted: Value, collator?: Collator): Test {
  if (isNullish(wanted)) return isNullish;
  const rank = rankOf(wanted.type);
  const same: Test = (value) =>
    value !== undefined && rankOf(value.type) === rank && equalValues(value, wanted, collator);
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

const ACCEPTS: Record<string, (order: number) => boolean> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

export function ordered(op: string, wanted: Value, collator?: Collator): Test {
  if (wanted.type === BsonType.regex) throw badValue("Can't have RegEx as arg to predicate over field");
  const accepts = ACCEPTS[op]!;
  const inclusive = accepts(0);
  const rank = rankOf(wanted.type);
  const ofAnyType = rank === Rank.minKey || rank === Rank.maxKey;
  const isNaN = isNumber(wanted) && Number.isNaN(toNumber(wanted));
  if (isNullish(wanted) || isNaN) return inclusive ? equals(wanted) : () => false;
  return (value) =>
    value !== undefined &&
    (ofAnyType || rankOf(value.type) === rank) &&
    !(rank === Rank.double && Number.isNaN(toNumber(value))) &&
    accepts(compareValues(value, wanted, collator));
}

export function oneOf(op: string, list: Value, collator?: Collator): Test {
  if (!list.isArray) throw badValue(`${op} needs an array`);
  const items = list.items();
  for (const item of items) {
    if (item.isDocument && item.firstName()?.startsWith('$')) throw badValue(`cannot nest $ under ${op}`);
  }
  const special = (item: Value) => item.type === BsonType.regex || isNullish(item) || collator !== undefined;
  const tests = items.filter(special).map((item) => equals(item, collator));
  const keys = new Set(items.filter((item) => !special(item)).map((item) => keyOf(item).toString('latin1')));
  return (value) =>
    tests.some((test) => test(value)) ||
    (!isNullish(value) && keys.size > 0 && keys.has(keyOf(value).toString('latin1')));
}

const NUMBERS = ['double', 'int', 'long', 'decimal'] as const;

export function hasType(argument: Value): Test {
  const codes = new Set((argument.isArray ? argument.items() : [argument]).flatMap(typeCodes));
  if (codes.size === 0) throw failedToParse('$type must match at least one type');
  return (value) => value !== undefined && codes.has(value.type);
}

function typeCodes(item: Value): number[] {
  if (item.type === BsonType.string) {
    const name = item.text();
    if (name === 'number') return NUMBERS.map((each) => BsonType[each]);
    return [typeNamed(name) ?? refuse(`Unknown type name alias: ${name}`)];
  }
  if (!isNumber(item)) throw badValue('type must be represented as a number or a string');
  const code = toInteger(item) === -1 ? BsonType.minKey : (toInteger(item) ?? 0);
  return code >= 0 && code <= 0xff && rankOf(code) > 0
    ? [code]
    : refuse(`Invalid numerical type code: ${toNumber(item)}`);
}

function refuse(message: string): never {
  throw badValue(message);
}

export function modulo(argument: Value): Test {
  if (!argument.isArray) throw badValue('malformed mod, needs to be an array');
  const items = argument.items();
  if (items.length !== 2) throw badValue(`malformed mod, ${items.length < 2 ? 'not enough' : 'too many'} elements`);
  const [divisor, remainder] = items.map((item) => toWhole(item) ?? refuse('malformed mod, not a 64-bit integer'));
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return (value) => {
    const number = isNumber(value) ? toWhole(value) : undefined;
    return number !== undefined && number % divisor! === remainder;
  };
}

export function hasSize(argument: Value): Test {
  const size = isNumber(argument) ? toInteger(argument) : undefined;
  if (size === undefined) throw failedToParse('Failed to parse $size. Expected an integer');
  if (size < 0) throw failedToParse('Failed to parse $size. Expected a non-negative number');
  return (value) => value !== undefined && value.isArray && value.items().length === size;
}
