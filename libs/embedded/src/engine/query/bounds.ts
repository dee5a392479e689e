import { keyOf, successor } from '../bson/key-string.js';
import { isNumber, isTruthy, toNumber } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { BsonType, Rank, rankOf } from '../bson/types.js';
import { isOperatorDocument } from './match.js';
import { literalPrefix, regexParts } from './regex.js';

/** Key strings from `low` up to but not including `high`; a point holds exactly one value. */
export interface Interval {
  low: Buffer;
  high: Buffer;
  point: boolean;
}

/** What one predicate says about the keys of a path. */
export interface Constraint {
  intervals: Interval[];
  /** The intervals say all: a single value inside of them always matches. */
  exact: boolean;
}

export interface Constraints {
  byPath: Map<string, Constraint[]>;
  /** Every part of the filter became an exact constraint. */
  complete: boolean;
  /** Every part became a constraint that is exact or says that there is a value. */
  known: boolean;
}

const byte = (rank: number): Buffer => Buffer.from([rank]);
const stretch = (low: Buffer, high: Buffer): Interval => ({ low, high, point: false });
const pointAt = (key: Buffer): Interval => ({ low: key, high: successor(key), point: true });

const ANY: Interval = stretch(byte(1), byte(0xff));
const THERE: Constraint = { intervals: [ANY], exact: false };
const NULL = byte(Rank.null);
const NULLS: Interval[] = [pointAt(byte(Rank.undefined)), pointAt(NULL)];
const ABOVE_NAN = successor(keyOf(Value.from(NaN)));

export function constraintsOf(filter: Value, withCollation = false): Constraints {
  const out: Constraints = { byPath: new Map(), complete: !withCollation, known: !withCollation };
  addFilter(filter, out);
  if (withCollation) for (const [path, list] of out.byPath) out.byPath.set(path, list.filter(isWithoutText));
  return out;
}

/** Text compares differently under a collation, and so do the containers of text. */
const isWithoutText = ({ intervals }: Constraint): boolean =>
  intervals.every(({ low, point }) => point && (low[0]! < Rank.string || low[0]! > Rank.array));

function addFilter(filter: Value, out: Constraints): void {
  for (const [name, value] of filter.entries()) {
    if (name === '$and') for (const item of value.items()) addFilter(item, out);
    else if (name === '$comment') continue;
    else if (name.startsWith('$')) out.complete = out.known = false;
    else if (!isOperatorDocument(value)) add(name, equality(value), out);
    else {
      for (const [op, argument] of value.entries()) {
        if (op !== '$options' && op !== '$comment') add(name, constraint(op, argument, value), out);
      }
    }
  }
}

function add(path: string, made: Constraint | undefined, out: Constraints): void {
  if (!made?.exact) out.complete = false;
  if (!made?.exact && made !== THERE) out.known = false;
  if (made) out.byPath.set(path, [...(out.byPath.get(path) ?? []), made]);
}

function constraint(op: string, argument: Value, siblings: Value): Constraint | undefined {
  switch (op) {
    case '$eq':
      return equality(argument);
    case '$in':
      return membership(argument);
    case '$all': {
      const [first] = argument.items();
      const made = first && !isOperatorDocument(first) ? equality(first) : undefined;
      return made && { ...made, exact: false };
    }
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(op, argument);
    case '$exists':
      return isTruthy(argument) ? THERE : undefined;
    case '$ne':
      return argument.type === BsonType.null ? { ...THERE } : undefined;
    case '$regex': {
      const flags = siblings.get('$options')?.text() ?? '';
      if (argument.type === BsonType.string) return regex(argument.text(), flags);
      if (argument.type !== BsonType.regex) return undefined;
      const [pattern, own] = regexParts(argument);
      return regex(pattern, own + flags);
    }
    default:
      return undefined;
  }
}

function pointsOf(value: Value): Interval[] | undefined {
  if (value.type === BsonType.null || value.type === BsonType.undefined) return NULLS;
  return value.isArray || value.type === BsonType.regex ? undefined : [pointAt(keyOf(value))];
}

function equality(value: Value): Constraint | undefined {
  if (value.type === BsonType.regex) return regex(...regexParts(value));
  const intervals = pointsOf(value);
  return intervals && { intervals, exact: true };
}

function membership(list: Value): Constraint | undefined {
  const points = new Map<string, Interval>();
  for (const item of list.items()) {
    const some = pointsOf(item);
    if (!some) return undefined;
    for (const point of some) points.set(point.low.toString('latin1'), point);
  }
  return { intervals: [...points.values()].sort(byLow), exact: true };
}

function range(op: string, value: Value): Constraint | undefined {
  const rank = rankOf(value.type);
  const inclusive = op === '$gte' || op === '$lte';
  if (rank === Rank.null || rank === Rank.undefined) return { intervals: inclusive ? NULLS : [], exact: true };
  if (rank === Rank.minKey || rank === Rank.maxKey || value.isArray || value.isDocument) return undefined;
  if (isNumber(value) && Number.isNaN(toNumber(value))) return undefined;
  const key = keyOf(value);
  const above = op === '$gt' || op === '$lte' ? successor(key) : key;
  const upwards = op === '$gt' || op === '$gte';
  const lowest = isNumber(value) ? ABOVE_NAN : byte(rank);
  return { intervals: [upwards ? stretch(above, byte(rank + 1)) : stretch(lowest, above)], exact: true };
}

function regex(pattern: string, options: string): Constraint | undefined {
  const prefix = literalPrefix(pattern, options);
  if (prefix === undefined) return undefined;
  const low = Buffer.concat([byte(Rank.string), Buffer.from(prefix)]);
  return { intervals: [stretch(low, successor(low)), stretch(byte(Rank.regex), byte(Rank.regex + 1))], exact: false };
}

const byLow = (a: Interval, b: Interval): number => Buffer.compare(a.low, b.low);

export function intersectAll(constraints: Constraint[]): Interval[] {
  return constraints.map(({ intervals }) => intervals).reduce(intersect);
}

function intersect(a: Interval[], b: Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const low = Buffer.compare(x.low, y.low) >= 0 ? x.low : y.low;
      const high = Buffer.compare(x.high, y.high) <= 0 ? x.high : y.high;
      if (Buffer.compare(low, high) < 0) out.push({ low, high, point: x.point || y.point });
    }
  }
  return out.sort(byLow);
}

export const saysLittle = ({ intervals }: Constraint): boolean => intervals.includes(ANY);

/** No missing value can lie inside. */
export const excludesMissing = ({ intervals }: Constraint): boolean =>
  intervals.every(
    (interval) =>
      interval === ANY || Buffer.compare(interval.low, NULL) > 0 || Buffer.compare(NULL, interval.high) >= 0,
  );

/** Whether what meets `given` always meets `wanted`. */
export function implies(given: Constraint, wanted: Constraint): boolean {
  if (saysLittle(wanted)) return excludesMissing(given);
  return given.intervals.every((a) =>
    wanted.intervals.some((b) => Buffer.compare(a.low, b.low) >= 0 && Buffer.compare(a.high, b.high) <= 0),
  );
}
