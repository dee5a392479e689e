import { Timestamp } from 'bson';
import { badValue, typeMismatch } from '../errors.js';
import { compareValues, equalValues, type Collator } from '../bson/compare.js';
import { isNumber, makeInt, makeLong, toInteger, toNumber } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import { compileElement, compileFilter, isOperatorDocument } from '../query/match.js';
import type { Test } from '../query/path.js';
import { parseSort, Sorter } from '../query/sort.js';
import { show } from '../storage/collection.js';
import { calculate, type Operation } from './arithmetic.js';
import { ArrayNode, toValue, type Tree } from './tree.js';

/** The present value of a field in; the new one out. `KEEP` changes nothing, `REMOVE` takes the field away. */
export type Change = (current: Tree | undefined) => Tree | typeof KEEP | typeof REMOVE;
export const KEEP = Symbol('keep');
export const REMOVE = Symbol('remove');

/** Checks the argument once and returns what to do with each field it is applied to. */
type Modifier = (argument: Value, path: string, collator?: Collator) => Change;

const set: Modifier = (argument) => () => argument;

const arithmetic =
  (op: Operation, verb: string): Modifier =>
  (argument, path) => {
    if (!isNumber(argument))
      throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${show(argument)}}`);
    return (current) => {
      if (current === undefined) return op === 'add' ? argument : calculate(op, makeInt(0), argument);
      const value = toValue(current);
      if (isNumber(value)) return calculate(op, value, argument);
      throw typeMismatch(`Cannot ${verb} a value of non-numeric type. '${path}' has type ${typeName(value.type)}`);
    };
  };

const extreme =
  (sign: number): Modifier =>
  (argument, _path, collator) =>
  (current) =>
    current === undefined || compareValues(argument, toValue(current), collator) * sign > 0 ? argument : KEEP;

let ticks = 0;
const CLOCKS = new Map<string, () => Value>([
  ['date', () => Value.from(new Date())],
  ['timestamp', () => Value.from(new Timestamp({ t: Math.floor(Date.now() / 1000), i: (ticks = (ticks % 1e6) + 1) }))],
]);

const currentDate: Modifier = (argument) => {
  const kind = argument.type === BsonType.bool ? 'date' : argument.isDocument && argument.get('$type')?.toJs();
  const clock = CLOCKS.get(String(kind));
  if (!clock) throw badValue(`$currentDate takes a boolean or { $type: 'timestamp' or 'date' }, not ${show(argument)}`);
  return clock;
};

const isWhole = ({ type }: Value) => type === BsonType.int || type === BsonType.long;

const bit: Modifier = (argument, path) => {
  const steps = argument.isDocument ? argument.entries() : [];
  if (steps.length === 0) throw badValue('$bit takes a document: {$bit: {field: {and/or/xor: #}}}');
  for (const [op, operand] of steps) {
    if (!['and', 'or', 'xor'].includes(op)) throw badValue(`$bit only supports 'and', 'or', and 'xor', not '${op}'`);
    if (!isWhole(operand)) throw badValue(`The $bit modifier field must be an Integer(32/64 bit); ${path}`);
  }
  return (current) => {
    const start = steps[0]![1].type === BsonType.long ? makeLong(0n) : makeInt(0);
    const value = current ? toValue(current) : start;
    if (!isWhole(value)) throw badValue(`Cannot apply $bit to '${path}' of type ${typeName(value.type)}`);
    return steps.reduce((result, [op, operand]) => calculate(op as Operation, result, operand), value);
  };
};

/** Changes the items of an array. What is no array is refused; what is missing starts empty, or stays missing. */
const onItems = (op: string, path: string, change: (items: Tree[]) => Tree[], creates = false): Change => {
  return (current) => {
    if (current === undefined && !creates) return KEEP;
    const array = current instanceof Value && current.isArray ? new ArrayNode(current) : (current ?? new ArrayNode());
    if (!(array instanceof ArrayNode)) {
      const type = typeName(toValue(array).type);
      throw badValue(
        `Cannot apply ${op} to non-array field. The field '${path}' must be an array but is of type ${type}`,
      );
    }
    array.items = change(array.items);
    return array;
  };
};

/** The values to add: those of `$each`, or the argument itself. */
function eachOf(op: string, argument: Value): Value[] {
  const each = argument.isDocument ? argument.get('$each') : undefined;
  if (each && !each.isArray) {
    throw badValue(`The argument to $each in ${op} must be an array but it was of type ${typeName(each.type)}`);
  }
  return each?.items() ?? [argument];
}

const PUSH_CLAUSES = ['$each', '$position', '$slice', '$sort'];

const push: Modifier = (argument, path, collator) => {
  const each = eachOf('$push', argument);
  const clauses = argument.isDocument && argument.get('$each') ? new Map(argument.entries()) : new Map<string, Value>();
  for (const name of clauses.keys()) {
    if (!PUSH_CLAUSES.includes(name)) throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  const position = whole(clauses, '$position') ?? Infinity;
  const slice = whole(clauses, '$slice') ?? Infinity;
  const order = clauses.get('$sort');
  const sort = order && sorting(order, collator);
  const change = (items: Tree[]): Tree[] => {
    items.splice(position < 0 ? Math.max(0, items.length + position) : position, 0, ...each);
    const sorted = sort ? sort(items.map(toValue)) : items;
    return slice < 0 ? sorted.slice(slice) : sorted.slice(0, slice);
  };
  return onItems('$push', path, change, true);
};

function whole(clauses: Map<string, Value>, name: string): number | undefined {
  const value = clauses.get(name);
  if (value && toInteger(value) === undefined) throw badValue(`The value for ${name} must be an integer value`);
  return toInteger(value);
}

/** Elements by their own order (`1`, `-1`) or, as documents, by their fields. */
function sorting(order: Value, collator?: Collator): (items: Value[]) => Value[] {
  const directions = order.isDocument ? order.entries().map(([, direction]) => direction) : [order];
  if (directions.length === 0 || directions.some((each) => Math.abs(toNumber(each)) !== 1)) {
    throw badValue('The $sort element value must be either 1 or -1');
  }
  if (!order.isDocument) return (items) => items.sort((a, b) => toNumber(order) * compareValues(a, b, collator));
  const fields = parseSort(order);
  return (items) => {
    const sorter = new Sorter<{ document: Value }>({ fields, collator });
    for (const document of items) sorter.add({ document });
    return sorter.result().map(({ document }) => document);
  };
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
  if (end !== 1 && end !== -1) throw badValue(`$pop expects 1 or -1, found: ${show(argument)}`);
  return onItems('$pop', path, (items) => (end === 1 ? items.slice(0, -1) : items.slice(1)));
};

const pull: Modifier = (argument, path, collator) => {
  const test = pullTest(argument, collator);
  return onItems('$pull', path, (items) => items.filter((item) => !test(toValue(item))));
};

/** A document is a filter for elements that are documents; operators and plain values speak of the element itself. */
function pullTest(argument: Value, collator?: Collator): Test {
  if (argument.type === BsonType.regex) return compileElement(documentOf({ $regex: argument }), { collator });
  if (!argument.isDocument) return (item) => equalValues(item, argument, collator);
  if (isOperatorDocument(argument) && !['$and', '$or', '$nor'].includes(argument.firstName()!)) {
    return compileElement(argument, { collator });
  }
  const matcher = compileFilter(argument, { collator });
  return (item) => item !== undefined && item.isDocument && matcher(item);
}

const pullAll: Modifier = (argument, path, collator) => {
  if (!argument.isArray) throw badValue(`$pullAll requires an array argument, not a ${typeName(argument.type)}`);
  const unwanted = argument.items();
  const stays = (item: Tree) => !unwanted.some((each) => equalValues(toValue(item), each, collator));
  return onItems('$pullAll', path, (items) => items.filter(stays));
};

export const MODIFIERS: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['$set', set],
  ['$setOnInsert', set],
  ['$unset', () => () => REMOVE],
  ['$inc', arithmetic('add', 'increment')],
  ['$mul', arithmetic('multiply', 'multiply')],
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
