import { badValue } from '../errors.js';
import { compareValues, equalValues, type Collator } from '../bson/compare.js';
import { isNumber, toInteger, toNumber } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';
import { compileFilter, isOperatorDocument, compileElement } from '../query/match.js';
import { Sorter, parseSort } from '../query/sort.js';
import type { Test } from '../query/path.js';
import { KEEP, type Modifier } from './change.js';
import { ArrayNode, toValue, type Tree } from './tree.js';

/** The array of a field, open for changes; a missing one starts empty. */
function arrayOf(current: Tree | undefined, op: string, path: string): ArrayNode {
  if (current === undefined) return new ArrayNode();
  if (current instanceof ArrayNode) return current;
  if (current instanceof Value && current.isArray) return new ArrayNode(current);
  const found = typeName(toValue(current).type);
  if (op === '$push') {
    throw badValue(`The field '${path}' must be an array but is of type ${found} in document {_id: ...}`);
  }
  throw badValue(`Cannot apply ${op} to non-array field. Field named '${path}' has non-array type ${found}`);
}

interface PushArgument {
  each: Value[];
  position?: number;
  slice?: number;
  sort?: Value;
}

const push: Modifier = (argument, { path, collator }) => {
  const { each, position, slice, sort } = pushArgument(argument);
  return (current) => {
    const array = arrayOf(current, '$push', path);
    const { items } = array;
    const at = position === undefined ? items.length : position < 0 ? Math.max(0, items.length + position) : position;
    items.splice(at, 0, ...each);
    if (sort) array.items = sorted(items.map(toValue), sort, collator);
    if (slice !== undefined) array.items = slice < 0 ? array.items.slice(slice) : array.items.slice(0, slice);
    return array;
  };
};

function pushArgument(argument: Value): PushArgument {
  const each = argument.isDocument ? argument.get('$each') : undefined;
  if (!each) return { each: [argument] };
  if (!each.isArray)
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each.type)}`);
  for (const [name] of argument.entries()) {
    if (!['$each', '$position', '$slice', '$sort'].includes(name))
      throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  return {
    each: each.items(),
    position: wholeNumber(argument, '$position'),
    slice: wholeNumber(argument, '$slice'),
    sort: sortArgument(argument.get('$sort')),
  };
}

function wholeNumber(argument: Value, name: string): number | undefined {
  const value = argument.get(name);
  if (value === undefined) return undefined;
  const number = isNumber(value) ? toInteger(value) : undefined;
  if (number === undefined) throw badValue(`The value for ${name} must be an integer value`);
  return number;
}

function sortArgument(sort: Value | undefined): Value | undefined {
  if (sort === undefined) return undefined;
  const directions = sort.isDocument ? sort.entries().map(([, direction]) => direction) : [sort];
  const valid = directions.every((each) => isNumber(each) && Math.abs(toNumber(each)) === 1);
  if (!valid || directions.length === 0) throw badValue('The $sort element value must be either 1 or -1');
  return sort;
}

function sorted(items: Value[], sort: Value, collator?: Collator): Value[] {
  if (!sort.isDocument) {
    const sign = toNumber(sort);
    return [...items].sort((a, b) => sign * compareValues(a, b, collator));
  }
  const sorter = new Sorter<{ document: Value }>(parseSort(sort), Infinity, collator);
  for (const document of items) sorter.add({ document });
  return sorter.result().map(({ document }) => document);
}

const addToSet: Modifier = (argument, { path, collator }) => {
  const each = argument.isDocument ? argument.get('$each') : undefined;
  if (each && !each.isArray) {
    throw badValue(`The argument to $each in $addToSet must be an array but it was of type ${typeName(each.type)}`);
  }
  const added = each ? each.items() : [argument];
  return (current) => {
    const array = arrayOf(current, '$addToSet', path);
    const present = array.items.map(toValue);
    for (const item of added) {
      if (present.some((other) => equalValues(item, other, collator))) continue;
      present.push(item);
      array.items.push(item);
    }
    return array;
  };
};

const pop: Modifier = (argument, { path }) => {
  const end = isNumber(argument) ? toNumber(argument) : NaN;
  if (end !== 1 && end !== -1) throw badValue(`$pop expects 1 or -1, found: ${argument.toJs()}`);
  return (current) => {
    if (current === undefined) return KEEP;
    const array = arrayOf(current, '$pop', path);
    if (end === 1) array.items.pop();
    else array.items.shift();
    return array;
  };
};

const removeWhere = (op: string, path: string, test: Test) => (current: Tree | undefined) => {
  if (current === undefined) return KEEP;
  const array = arrayOf(current, op, path);
  array.items = array.items.filter((item) => !test(toValue(item)));
  return array;
};

const pull: Modifier = (argument, { path, collator }) => removeWhere('$pull', path, pullTest(argument, collator));

/** A document is a filter for elements that are documents; operators and plain values speak of the element itself. */
function pullTest(argument: Value, collator?: Collator): Test {
  if (isOperatorDocument(argument) && !['$and', '$or', '$nor'].includes(argument.firstName()!)) {
    return compileElement(argument, { collator });
  }
  if (argument.isDocument) {
    const matcher = compileFilter(argument, { collator });
    return (item) => item !== undefined && item.isDocument && matcher(item);
  }
  if (argument.type === BsonType.regex) {
    return compileElement(Value.from({ $regex: argument.toJs() }), { collator });
  }
  return (item) => item !== undefined && equalValues(item, argument, collator);
}

const pullAll: Modifier = (argument, { path, collator }) => {
  if (!argument.isArray)
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(argument.type)}`);
  const unwanted = argument.items();
  return removeWhere('$pullAll', path, (item) => unwanted.some((each) => equalValues(item, each, collator)));
};

export const ARRAY_MODIFIERS: [string, Modifier][] = [
  ['$push', push],
  ['$addToSet', addToSet],
  ['$pop', pop],
  ['$pull', pull],
  ['$pullAll', pullAll],
];
