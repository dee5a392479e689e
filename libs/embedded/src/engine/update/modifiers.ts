import { Timestamp } from 'bson';
import { badValue, typeMismatch } from '../errors.js';
import { compareValues } from '../bson/compare.js';
import { isNumber, makeInt, makeLong } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';
import { show } from '../storage/collection.js';
import { bitwise, calculate } from './arithmetic.js';
import { ARRAY_MODIFIERS } from './array-modifiers.js';
import { KEEP, REMOVE, type Modifier } from './change.js';
import { toValue } from './tree.js';

const set: Modifier = (argument) => () => argument;

const arithmetic =
  (op: '$inc' | '$mul'): Modifier =>
  (argument, { path }) => {
    const verb = op === '$inc' ? 'increment' : 'multiply';
    if (!isNumber(argument))
      throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${show(argument)}}`);
    return (current) => {
      if (current === undefined) return op === '$inc' ? argument : calculate('$mul', makeInt(0), argument);
      if (current instanceof Value && isNumber(current)) return calculate(op, current, argument);
      const found = typeName(toValue(current).type);
      throw typeMismatch(`Cannot apply ${op} to a value of non-numeric type. The field '${path}' has type ${found}`);
    };
  };

const extreme =
  (sign: number): Modifier =>
  (argument, { collator }) =>
  (current) =>
    current === undefined || compareValues(argument, toValue(current), collator) * sign > 0 ? argument : KEEP;

const currentDate: Modifier = (argument, { path }) => {
  const kind = argument.isDocument ? argument.get('$type')?.text() : 'date';
  if (argument.type !== BsonType.bool && !argument.isDocument) {
    throw badValue(
      `${typeName(argument.type)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  if (kind !== 'date' && kind !== 'timestamp') {
    throw badValue(
      `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {${path}: {$type: ...}}}`,
    );
  }
  return () => (kind === 'date' ? Value.from(new Date()) : Value.from(now()));
};

let ticks = 0;
const now = () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: (ticks = (ticks % 1_000_000) + 1) });

const bit: Modifier = (argument, { path }) => {
  if (!argument.isDocument || argument.isEmpty) {
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(argument.type)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  const steps = argument.entries();
  for (const [op, operand] of steps) {
    if (!['and', 'or', 'xor'].includes(op))
      throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${op}'`);
    if (!isInteger(operand)) throw badValue(`The $bit modifier field must be an Integer(32/64 bit); ${path}`);
  }
  return (current) => {
    if (current !== undefined && !(current instanceof Value && isInteger(current))) {
      throw badValue(
        `Cannot apply $bit to a value of non-integral type. The field '${path}' is ${typeName(toValue(current).type)}`,
      );
    }
    const start = current ?? (steps[0]![1].type === BsonType.long ? makeLong(0n) : makeInt(0));
    return steps.reduce((value, [op, operand]) => bitwise(op, value, operand), start);
  };
};

const isInteger = (value: Value) => value.type === BsonType.int || value.type === BsonType.long;

const unset: Modifier = () => () => REMOVE;

export const MODIFIERS: ReadonlyMap<string, Modifier> = new Map([
  ['$set', set],
  ['$setOnInsert', set],
  ['$unset', unset],
  ['$inc', arithmetic('$inc')],
  ['$mul', arithmetic('$mul')],
  ['$min', extreme(-1)],
  ['$max', extreme(1)],
  ['$currentDate', currentDate],
  ['$bit', bit],
  ...ARRAY_MODIFIERS,
]);
