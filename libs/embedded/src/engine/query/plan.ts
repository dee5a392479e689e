import { badValue } from '../errors.js';
import { inverted, keyOf, successor } from '../bson/key-string.js';
import { isTruthy, toNumber } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import type { Collection } from '../storage/collection.js';
import { MAX_KEY, type Index } from '../storage/index-keys.js';
import { idPrefix } from '../storage/store.js';
import { constraintsOf, excludesMissing, intersectAll, isFull, within } from './bounds.js';
import type { Constraint, Constraints, Interval } from './bounds.js';
import { isOperatorDocument } from './match.js';
import type { SortField } from './sort.js';

const MAX_RANGES = 2000;
const MAX_MERGED = 200;

/** A stretch of index keys; `prefix` bytes are the same for all of them. */
export interface KeyRange {
  low: Buffer;
  high: Buffer;
  prefix: number;
  /** `low` is the one key of a unique index that can lie inside. */
  single?: boolean;
}

export interface Plan {
  /** Undefined: the whole collection in the order of insertion. */
  index?: Index;
  ranges: KeyRange[];
  reverse: boolean;
  /** Read all ranges side by side, by the key behind their prefix. */
  merge: boolean;
  /** The documents come in the wanted order. */
  sorted: boolean;
  /** The keys decide alone: no document has to be checked against the filter. */
  exact: boolean;
}

export interface PlanRequest {
  filter: Value;
  sort: SortField[];
  hint?: Value;
  withCollation?: boolean;
}

export function planQuery(collection: Collection, request: PlanRequest): Plan {
  const direct = planById(collection, request);
  if (direct) return direct;
  const natural = request.sort[0]?.path.text === '$natural' ? request.sort[0] : undefined;
  const hinted = request.hint && resolveHint(collection, request.hint);
  if (natural || (request.hint && !hinted)) {
    const backwards = natural?.descending ?? toNumber(request.hint!.get('$natural')!) < 0;
    return wholeCollection(backwards, natural !== undefined || request.sort.length === 0, request);
  }
  const constraints = constraintsOf(request.filter, request.withCollation);
  let best: { plan: Plan; score: number } | undefined;
  for (const index of hinted ? [hinted] : collection.readable) {
    if (!hinted && index.hidden) continue;
    const candidate = planIndex(index, constraints, request, hinted !== undefined);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best?.plan ?? wholeCollection(false, request.sort.length === 0, request);
}

/** The most frequent query of all takes a short cut. */
function planById(collection: Collection, { filter, sort, hint, withCollation }: PlanRequest): Plan | undefined {
  if (sort.length > 0 || hint || withCollation) return undefined;
  const id = filter.get('_id');
  if (!id || id.isArray || id.isDocument || SPECIAL.has(id.type)) return undefined;
  const index = collection.indexes[0]!;
  const low = Buffer.concat([idPrefix(index.id), keyOf(id)]);
  if (low.length > MAX_KEY) return undefined;
  const exact = filter.entries().length === 1;
  const ranges = [{ low, high: successor(low), prefix: low.length, single: true }];
  return { index, ranges, reverse: false, merge: false, sorted: true, exact };
}

const SPECIAL = new Set<number>([BsonType.null, BsonType.undefined, BsonType.regex]);

function wholeCollection(reverse: boolean, sorted: boolean, { filter }: PlanRequest): Plan {
  return { ranges: [], reverse, merge: false, sorted, exact: filter.isEmpty };
}

function resolveHint(collection: Collection, hint: Value): Index | undefined {
  if (hint.isDocument && hint.get('$natural')) return undefined;
  const index = collection.indexNamed(hint);
  if (!index) throw badValue('hint provided does not correspond to an existing index');
  return index;
}

interface FieldBounds {
  intervals: Interval[];
  points: boolean;
}

function planIndex(index: Index, constraints: Constraints, request: PlanRequest, hinted: boolean) {
  if (!hinted && !covers(index, constraints)) return undefined;
  const bounds: FieldBounds[] = [];
  let used = 0;
  for (let i = 0; i < index.fields.length; i++) {
    const list = constraints.byPath.get(index.fields[i]!.path.text);
    const field = list && fieldBounds(list, index.multikey[i]!);
    if (!field) break;
    bounds.push(field);
    used += list.length;
    if (!field.points) break;
  }
  const order = orderOf(index, bounds, request);
  if (bounds.length === 0 && !order && !hinted) return undefined;
  const ranges = rangesOf(index, bounds);
  if (index.unique && bounds.length === index.fields.length && bounds.every(({ points }) => points)) {
    for (const range of ranges) range.single = range.low.length < MAX_KEY;
  }
  if (ranges.length > MAX_RANGES || (order?.merge && ranges.length > MAX_MERGED)) return undefined;
  const total = [...constraints.byPath.values()].reduce((sum, list) => sum + list.length, 0);
  const exact =
    constraints.complete && used === total && !index.isMultikey && !index.truncated && ranges.every(isShort);
  const plan: Plan = {
    index,
    ranges,
    reverse: order?.reverse ?? false,
    merge: order?.merge ?? false,
    sorted: request.sort.length === 0 || order !== undefined,
    exact: exact && (!index.sparse || bounds.length > 0),
  };
  return { plan, score: scoreOf(index, bounds, order !== undefined && request.sort.length > 0, plan.exact) };
}

const isShort = ({ low, high }: KeyRange): boolean => low.length < MAX_KEY && high.length < MAX_KEY;

function scoreOf(index: Index, bounds: FieldBounds[], sorted: boolean, exact: boolean): number {
  let score = 0;
  for (const { points, intervals } of bounds) score += points ? (intervals.length === 1 ? 100 : 80) : 40;
  const single = bounds.length === index.fields.length && bounds.every((b) => b.points && b.intervals.length === 1);
  if (single && index.unique) score += 1000;
  if (sorted) score += 50;
  if (exact) score += 5;
  return score - index.fields.length;
}

function fieldBounds(list: Constraint[], multikey: boolean): FieldBounds | undefined {
  const useful = list.filter(({ intervals }) => !intervals.some(isFull));
  if (useful.length === 0) return undefined;
  const pointed = useful.find(({ intervals }) => intervals.every(({ point }) => point));
  const intervals = multikey ? (pointed ?? useful[0]!).intervals : intersectAll(useful);
  return { intervals, points: intervals.every(({ point }) => point) };
}

/** A sparse or partial index may only serve a filter that every document outside of it fails. */
function covers(index: Index, constraints: Constraints): boolean {
  if (index.sparse) {
    const some = index.fields.some(({ path }) => constraints.byPath.get(path.text)?.some(excludesMissing));
    if (!some) return false;
  }
  if (!index.partialFilter) return true;
  const required = constraintsOf(index.partialFilter);
  if (!required.complete && !onlyExistence(index.partialFilter)) return false;
  for (const [path, list] of required.byPath) {
    const given = constraints.byPath.get(path);
    if (!given) return false;
    const implied = list.every((wanted) =>
      given.some((have) =>
        wanted.intervals.some(isFull) ? excludesMissing(have) : within(have.intervals, wanted.intervals),
      ),
    );
    if (!implied) return false;
  }
  return true;
}

function onlyExistence(filter: Value): boolean {
  return filter.entries().every(([name, value]) => {
    if (name.startsWith('$')) return false;
    if (!isOperatorDocument(value)) return !value.isArray;
    return value.entries().every(([op, argument]) => (op === '$exists' ? isTruthy(argument) : EXACT.has(op)));
  });
}

const EXACT = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in']);

/** Whether reading the index in one direction gives the wanted order. */
function orderOf(index: Index, bounds: FieldBounds[], { sort, withCollation }: PlanRequest) {
  if (sort.length === 0) return undefined;
  if (withCollation || index.truncated) return undefined;
  const fixed = new Set<string>();
  let single = 0;
  while (single < bounds.length && bounds[single]!.points && bounds[single]!.intervals.length === 1) {
    if (!index.multikey[single]) fixed.add(index.fields[single]!.path.text);
    single++;
  }
  let pointed = single;
  while (pointed < bounds.length && bounds[pointed]!.points) pointed++;
  const wanted = sort.filter(({ path }) => !fixed.has(path.text));
  if (wanted.length === 0) return { reverse: false, merge: false };
  const direct = directionFrom(index, single, wanted);
  if (direct !== undefined) return { reverse: direct, merge: false };
  const merged = pointed > single ? directionFrom(index, pointed, wanted) : undefined;
  return merged === undefined ? undefined : { reverse: merged, merge: true };
}

/** Undefined: no; otherwise whether to read backwards. */
function directionFrom(index: Index, start: number, wanted: SortField[]): boolean | undefined {
  let reverse: boolean | undefined;
  for (let i = 0; i < wanted.length; i++) {
    const field = index.fields[start + i];
    if (!field || field.path.text !== wanted[i]!.path.text || index.multikey[start + i]) return undefined;
    const backwards = field.descending !== wanted[i]!.descending;
    if (reverse !== undefined && reverse !== backwards) return undefined;
    reverse = backwards;
  }
  return reverse;
}

function rangesOf(index: Index, bounds: FieldBounds[]): KeyRange[] {
  let prefixes: Buffer[] = [idPrefix(index.id)];
  for (let i = 0; i < bounds.length; i++) {
    const { intervals, points } = bounds[i]!;
    const directed = index.fields[i]!.descending ? intervals.map(descending).reverse() : intervals;
    if (prefixes.length * directed.length > MAX_RANGES) return prefixes.map(rangeUnder);
    if (!points) {
      return prefixes.flatMap((prefix) =>
        directed.map(({ low, high }) =>
          cut(Buffer.concat([prefix, low]), Buffer.concat([prefix, high]), prefix.length),
        ),
      );
    }
    prefixes = prefixes.flatMap((prefix) => directed.map(({ low }) => Buffer.concat([prefix, low])));
  }
  return prefixes.map(rangeUnder);
}

const rangeUnder = (prefix: Buffer): KeyRange => cut(prefix, successor(prefix), prefix.length);

/** Longer keys are stored shortened, so bounds beyond that length widen to what they begin with. */
const cut = (low: Buffer, high: Buffer, prefix: number): KeyRange => ({
  low: low.length > MAX_KEY ? low.subarray(0, MAX_KEY) : low,
  high: high.length > MAX_KEY ? successor(high.subarray(0, MAX_KEY)) : high,
  prefix: Math.min(prefix, MAX_KEY),
});

const descending = ({ low, high, point }: Interval): Interval =>
  point
    ? { low: inverted(low), high: successor(inverted(low)), point }
    : { low: successor(inverted(high)), high: successor(inverted(low)), point };
