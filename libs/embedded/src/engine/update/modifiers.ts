import { badValue, typeMismatch, unsupported } from '../errors.js';
import { compareValues, equalValues, type Collator } from '../bson/compare.js';
import { isNumber, makeInt, toInteger, toNumber } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import { compileElement, compileFilter, isOperatorDocument } from '../query/match.js';
import type { Test } from '../query/path.js';
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

const PUSH_CLAUSES = ['$each', '$position', '$slice'];

const push: Modifier = (argument, path) => {
  const each = eachOf('$push', argument);
  const clauses = new Map(argument.isDocument && argument.get('$each') ? argument.entries() : []);
  const unknown = [...clauses.keys()].find((name) => !PUSH_CLAUSES.includes(name));
  if (unknown === '$sort') throw unsupported('$sort in $push');
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const whole = (name: string): number => {
    const value = clauses.get(name);
    if (value && toInteger(value) === undefined) throw badValue(`The value for ${name} must be an integer value`);
    return toInteger(value) ?? Infinity;
  };
  const [position, slice] = [whole('$position'), whole('$slice')];
  const change = (items: Tree[]): Tree[] => {
    items.splice(position < 0 ? Math.max(0, items.length + position) : position, 0, ...each);
    return slice < 0 ? items.slice(slice) : items.slice(0, slice);
  };
  return onItems('$push', path, change, true);
};

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
  ['$push', push],
  ['$addToSet', addToSet],
  ['$pop', pop],
  ['$pull', pull],
  ['$pullAll', pullAll],
]);
