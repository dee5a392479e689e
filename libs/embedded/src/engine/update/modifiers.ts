import { Timestamp } from 'bson';
import { badValue, typeMismatch } from '../errors.js';
import { compareValues, equalValues, type Collator } from '../bson/compare.js';
import { isNumber, makeInt, makeLong, toBigInt, toInteger, toNumber } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import { compileElement, compileFilter, isOperatorDocument } from '../query/match.js';
import type { Test } from '../query/path.js';
import { compareSorted, parseSort } from '../query/sort.js';
import { show } from '../storage/collection.js';
import { calculate, type Operation } from './arithmetic.js';
import { toValue, type Tree } from './tree.js';

/** The present value of a field in; the new one out. `KEEP` changes nothing, `REMOVE` takes the field away. */
export type Change = (current: Tree | undefined) => Tree | typeof KEEP | typeof REMOVE;
export const KEEP = Symbol('keep');
export const REMOVE = Symbol('remove');

/** Checks the argument once and returns what to do with each field it is applied to. */
type Modifier = (argument: Value, path: string, collator?: Collator) => Change;

const set: Modifier = (argument) => () => argument;

const arithmetic =
  (op: Operation): Modifier =>
  (argument, path) => {
    if (!isNumber(argument)) throw typeMismatch(`Cannot ${op} with non-numeric argument: {${path}: ${show(argument)}}`);
    return (current) => {
      if (current === undefined) return op === 'add' ? argument : calculate(op, makeInt(0), argument);
      const value = toValue(current);
      if (isNumber(value)) return calculate(op, value, argument);
      throw typeMismatch(`Cannot ${op} to a value of non-numeric type. '${path}' has type ${typeName(value.type)}`);
    };
  };

const extreme =
  (sign: number): Modifier =>
  (argument, _path, collator) =>
  (current) =>
    current === undefined || compareValues(argument, toValue(current), collator) * sign > 0 ? argument : KEEP;

let ticks = 0;

const currentDate: Modifier = (argument) => {
  const [option, ...more] = argument.isDocument ? argument.entries() : [];
  const kind = argument.type === BsonType.bool ? 'date' : option?.[1].type === BsonType.string && option[1].text();
  if (more.length > 0 || (option && option[0] !== '$type') || (kind !== 'date' && kind !== 'timestamp')) {
    throw badValue(`$currentDate takes a boolean or { $type: 'timestamp' or 'date' }, not ${show(argument)}`);
  }
  if (kind === 'date') return () => Value.from(new Date());
  return () => Value.from(new Timestamp({ t: Math.floor(Date.now() / 1000), i: (ticks = (ticks % 1e6) + 1) }));
};

const BITWISE: Record<string, (x: bigint, y: bigint) => bigint> = {
  and: (x, y) => x & y,
  or: (x, y) => x | y,
  xor: (x, y) => x ^ y,
};

const bit: Modifier = (argument, path) => {
  const isWhole = ({ type }: Value) => type === BsonType.int || type === BsonType.long;
  const steps = argument.isDocument ? argument.entries() : [];
  if (steps.length === 0) throw badValue('$bit takes a document: {$bit: {field: {and/or/xor: #}}}');
  for (const [op, operand] of steps) {
    if (!Object.hasOwn(BITWISE, op)) throw badValue(`$bit only supports 'and', 'or', and 'xor', not '${op}'`);
    if (!isWhole(operand)) throw badValue(`The $bit modifier field must be an Integer(32/64 bit); ${path}`);
  }
  return (current) => {
    const value = current ? toValue(current) : makeInt(0);
    if (!isWhole(value)) throw badValue(`Cannot apply $bit to '${path}' of type ${typeName(value.type)}`);
    return steps.reduce((a, [op, b]) => {
      const result = BITWISE[op]!(toBigInt(a)!, toBigInt(b)!);
      return a.type === BsonType.long || b.type === BsonType.long ? makeLong(result) : makeInt(Number(result));
    }, value);
  };
};

/** Changes the items of an array. What is no array is refused; what is missing starts empty, or stays missing. */
const onItems =
  (op: string, path: string, change: (items: Tree[]) => Tree[], creates = false): Change =>
  (current) => {
    if (current === undefined) return creates ? change([]) : KEEP;
    if (Array.isArray(current)) return change(current);
    const value = toValue(current);
    if (value.isArray) return change(value.items());
    const type = typeName(value.type);
    throw badValue(
      `Cannot apply ${op} to non-array field. The field '${path}' must be an array but is of type ${type}`,
    );
  };

/** The values to add: those of `$each`, or the argument itself. */
function eachOf(op: string, argument: Value): Value[] {
  const each = argument.isDocument ? argument.get('$each') : undefined;
  if (!each || each.isArray) return each?.items() ?? [argument];
  throw badValue(`The argument to $each in ${op} must be an array but it was of type ${typeName(each.type)}`);
}

const PUSH_CLAUSES = ['$each', '$position', '$slice', '$sort'];

const push: Modifier = (argument, path, collator) => {
  const each = eachOf('$push', argument);
  const clauses = new Map(argument.isDocument && argument.get('$each') ? argument.entries() : []);
  const unknown = [...clauses.keys()].find((name) => !PUSH_CLAUSES.includes(name));
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const whole = (name: string): number => {
    const value = clauses.get(name);
    if (value && toInteger(value) === undefined) throw badValue(`The value for ${name} must be an integer value`);
    return toInteger(value) ?? Infinity;
  };
  const [position, slice, order] = [whole('$position'), whole('$slice'), clauses.get('$sort')];
  const sort = order && sorting(order, collator);
  const change = (items: Tree[]): Tree[] => {
    items.splice(position < 0 ? Math.max(0, items.length + position) : position, 0, ...each);
    const sorted = sort ? sort(items.map(toValue)) : items;
    return slice < 0 ? sorted.slice(slice) : sorted.slice(0, slice);
  };
  return onItems('$push', path, change, true);
};

/** Elements by their own order (`1`, `-1`) or by the fields of those that are documents. */
function sorting(order: Value, collator?: Collator): (items: Value[]) => Value[] {
  const directions: [string, Value][] = order.isDocument ? order.entries() : [['whole', order]];
  if (directions.length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
  for (const [name, direction] of directions) {
    if (Math.abs(toNumber(direction)) !== 1) throw badValue('The $sort element value must be either 1 or -1');
    if (name.split('.').includes(''))
      throw badValue(`The $sort field is a dotted field but has an empty part: ${name}`);
  }
  if (!order.isDocument) return (items) => items.sort((a, b) => toNumber(order) * compareValues(a, b, collator));
  const fields = parseSort(order);
  const at = (value: Value | undefined, name: string) =>
    value?.isDocument || value?.isArray ? value.get(name) : undefined;
  const keyed = (item: Value) => ({
    item,
    values: fields.map(({ path }) => path.names.reduce(at, item.isDocument ? item : undefined)),
  });
  return (items) =>
    items
      .map(keyed)
      .sort((a, b) => compareSorted(a.values, b.values, { fields, collator }))
      .map(({ item }) => item);
}

const addToSet: Modifier = (argument, path, collator) => {
  const added = eachOf('$addToSet', argument);
  const change = (items: Tree[]): Tree[] => {
    const all = items.map(toValue);
    for (const item of added) if (!all.some((other) => equalValues(item, other, collator))) all.push(item);
    return all;
  };
  return onItems('$addToSet', path, change, true);
};

const pop: Modifier = (argument, path) => {
  const end = toNumber(argument);
  if (Math.abs(end) !== 1) throw badValue(`$pop expects 1 or -1, found: ${show(argument)}`);
  return onItems('$pop', path, (items) => (end === 1 ? items.slice(0, -1) : items.slice(1)));
};

const without = (op: string, path: string, test: Test): Change =>
  onItems(op, path, (items) => items.filter((item) => !test(toValue(item))));

/** A document is a filter for elements that are documents; operators and plain values speak of the element itself. */
const pull: Modifier = (argument, path, collator) => {
  const ofElement = (filter: Value) => without('$pull', path, compileElement(filter, { collator }));
  if (argument.type === BsonType.regex) return ofElement(documentOf({ $regex: argument }));
  if (!argument.isDocument) return without('$pull', path, (item) => equalValues(item, argument, collator));
  if (isOperatorDocument(argument) && !['$and', '$or', '$nor'].includes(argument.firstName()!))
    return ofElement(argument);
  const matcher = compileFilter(argument, { collator });
  return without('$pull', path, (item) => item !== undefined && item.isDocument && matcher(item));
};

const pullAll: Modifier = (argument, path, collator) => {
  if (!argument.isArray) throw badValue(`$pullAll requires an array argument, not a ${typeName(argument.type)}`);
  const unwanted = argument.items();
  return without('$pullAll', path, (item) => unwanted.some((each) => equalValues(item, each, collator)));
};

export const MODIFIERS: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['$set', set],
  ['$setOnInsert', set],
  ['$unset', () => () => REMOVE],
  ['$inc', arithmetic('add')],
  ['$mul', arithmetic('multiply')],
  ['$min', extreme(-1)],
  ['$max', extreme(1)],
  ['$currentDate', currentDate],
  ['$bit', bit],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$pop', pop],
  ['$pull', pull],
  ['$pullAll', pullAll],
]);
