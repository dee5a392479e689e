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
}

const FULL: Interval = { low: Buffer.from([1]), high: Buffer.from([0xff]), point: false };
const NULLS: Interval[] = [pointAt(Buffer.from([Rank.undefined])), pointAt(Buffer.from([Rank.null]))];

export function constraintsOf(filter: Value, withCollation = false): Constraints {
  const out: Constraints = { byPath: new Map(), complete: true };
  addFilter(filter, '', out);
  if (withCollation) {
    for (const [path, list] of out.byPath) out.byPath.set(path, list.filter(withoutText));
    out.complete = false;
  }
  return out;
}

/** Text compares differently under a collation, and so do the containers of text. */
const withoutText = ({ intervals }: Constraint): boolean =>
  intervals.every(({ low, point }) => point && (low[0]! < Rank.string || low[0]! > Rank.array));

function addFilter(filter: Value, prefix: string, out: Constraints): void {
  for (const [name, value] of filter.entries()) {
    if (name === '$and') for (const item of value.items()) addFilter(item, prefix, out);
    else if (name === '$comment') continue;
    else if (name.startsWith('$')) out.complete = false;
    else addField(prefix + name, value, out);
  }
}

function addField(path: string, value: Value, out: Constraints): void {
  if (!isOperatorDocument(value)) return add(path, equality(value), out);
  for (const [op, argument] of value.entries()) {
    if (op === '$elemMatch') addElement(path, argument, out);
    else if (op !== '$options' && op !== '$comment') add(path, operatorConstraint(op, argument, value), out);
  }
}

/** All of it holds for the same element, so the constraints inside may be joined. */
function addElement(path: string, argument: Value, out: Constraints): void {
  out.complete = false;
  if (!argument.isDocument) return;
  if (!isOperatorDocument(argument)) {
    const inner: Constraints = { byPath: new Map(), complete: false };
    addFilter(argument, `${path}.`, inner);
    for (const [name, list] of inner.byPath) add(name, { intervals: list[0]!.intervals, exact: false }, out);
    return;
  }
  const parts = argument.entries().map(([op, value]) => operatorConstraint(op, value, argument));
  const known = parts.filter((part) => part !== undefined);
  if (known.length > 0) add(path, { intervals: intersectAll(known), exact: false }, out);
}

function add(path: string, constraint: Constraint | undefined, out: Constraints): void {
  if (!constraint?.exact) out.complete = false;
  if (!constraint) return;
  const list = out.byPath.get(path);
  if (list) list.push(constraint);
  else out.byPath.set(path, [constraint]);
}

function operatorConstraint(op: string, argument: Value, siblings: Value): Constraint | undefined {
  switch (op) {
    case '$eq':
      return equality(argument);
    case '$in':
      return membership(argument);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(op, argument);
    case '$exists':
      return isTruthy(argument) ? { intervals: [FULL], exact: false } : undefined;
    case '$ne':
      return argument.type === BsonType.null ? { intervals: [FULL], exact: false } : undefined;
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

function pointAt(key: Buffer): Interval {
  return { low: key, high: successor(key), point: true };
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
  if (rank === Rank.null || rank === Rank.undefined) {
    return op === '$gte' || op === '$lte' ? { intervals: NULLS, exact: true } : { intervals: [], exact: true };
  }
  if (rank === Rank.minKey || rank === Rank.maxKey || value.isArray || value.isDocument) return undefined;
  const key = keyOf(value);
  let low: Buffer = Buffer.from([rank]);
  let high: Buffer = Buffer.from([rank + 1]);
  if (isNumber(value)) {
    if (Number.isNaN(toNumber(value))) return undefined;
    low = ABOVE_NAN;
  }
  if (op === '$gt') low = successor(key);
  if (op === '$gte') low = key;
  if (op === '$lt') high = key;
  if (op === '$lte') high = successor(key);
  return { intervals: [{ low, high, point: false }], exact: true };
}

const ABOVE_NAN = successor(keyOf(Value.from(NaN)));

function regex(pattern: string, options: string): Constraint | undefined {
  const prefix = literalPrefix(pattern, options);
  if (prefix === undefined) return undefined;
  const low = Buffer.concat([Buffer.from([Rank.string]), Buffer.from(prefix)]);
  const patterns: Interval = { low: Buffer.from([Rank.regex]), high: Buffer.from([Rank.regex + 1]), point: false };
  return { intervals: [{ low, high: successor(low), point: false }, patterns], exact: false };
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

export const isFull = (interval: Interval): boolean => interval === FULL;

/** No missing value and no null can lie inside. */
export function excludesMissing(constraint: Constraint): boolean {
  return constraint.intervals.every(
    (interval) =>
      interval === FULL || interval.low[0]! > Rank.null || interval.high[0]! < Rank.null || isJustBelowNull(interval),
  );
}

const isJustBelowNull = ({ high }: Interval): boolean => high[0] === Rank.null && high.length === 1;

/** Whether each interval of `inner` lies in one of `outer`. */
export function within(inner: Interval[], outer: Interval[]): boolean {
  return inner.every((a) =>
    outer.some((b) => Buffer.compare(a.low, b.low) >= 0 && Buffer.compare(a.high, b.high) <= 0),
  );
}
