import { badValue } from '../errors.js';
import { inverted, successor } from '../bson/key-string.js';
import { toNumber } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import type { Collection } from '../storage/collection.js';
import { MAX_KEY, type Index } from '../storage/index-keys.js';
import { idPrefix } from '../storage/store.js';
import { constraintsOf, excludesMissing, implies, intersectAll, saysLittle } from './bounds.js';
import type { Constraint, Constraints, Interval } from './bounds.js';
import type { SortField } from './sort.js';

const MAX_RANGES = 2000;
const MAX_MERGED = 200;
/** A plan of this score reads no more than one key, so that no other can be better. */
const ONE_KEY = 1000;

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
  const natural = request.sort[0]?.path.text === '$natural' ? request.sort[0] : undefined;
  const hinted = request.hint && resolveHint(collection, request.hint);
  if (natural || (request.hint && !hinted)) {
    const backwards = natural?.descending ?? toNumber(request.hint!.get('$natural')!) < 0;
    return wholeCollection(backwards, natural !== undefined || request.sort.length === 0, request);
  }
  const constraints = constraintsOf(request.filter, request.withCollation);
  let best: { plan: Plan; score: number } | undefined;
  for (const index of hinted ? [hinted] : collection.readable) {
    const candidate = planIndex(index, constraints, request, hinted !== undefined);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
    if (best && best.score >= ONE_KEY) break;
  }
  return best?.plan ?? wholeCollection(false, request.sort.length === 0, request);
}

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
  let count = 1;
  for (let i = 0; i < index.fields.length; i++) {
    const list = constraints.byPath.get(index.fields[i]!.path.text);
    const field = list && fieldBounds(list, index.multikey[i]!);
    if (!field || count * field.intervals.length > MAX_RANGES) break;
    bounds.push(field);
    used += list.length;
    count *= field.intervals.length;
    if (!field.points) break;
  }
  const order = orderOf(index, bounds, count, request);
  if (bounds.length === 0 && !order && !hinted) return undefined;
  const ranges = rangesOf(index, bounds);
  const whole = bounds.length === index.fields.length && bounds.every(({ points }) => points);
  if (whole && index.unique) for (const range of ranges) range.single = range.low.length < MAX_KEY;
  const total = [...constraints.byPath.values()].reduce((sum, list) => sum + list.length, 0);
  const decided = constraints.complete && used === total && !(index.sparse && bounds.length === 0);
  const plain = !index.isMultikey && !index.truncated && !order?.merge && ranges.every(isShort);
  const plan: Plan = {
    index,
    ranges,
    reverse: order?.reverse ?? false,
    merge: order?.merge ?? false,
    sorted: request.sort.length === 0 || order !== undefined,
    exact: decided && plain,
  };
  let score = -index.fields.length;
  for (const { points, intervals } of bounds) score += points ? (intervals.length === 1 ? 100 : 80) : 40;
  if (whole && index.unique && count === 1) score += ONE_KEY * 2;
  if (order && request.sort.length > 0) score += 50;
  if (plan.exact) score += 5;
  return { plan, score };
}

const isShort = ({ low, high }: KeyRange): boolean => low.length < MAX_KEY && high.length < MAX_KEY;

function fieldBounds(list: Constraint[], multikey: boolean): FieldBounds | undefined {
  const useful = list.filter((each) => !saysLittle(each));
  if (useful.length === 0) return undefined;
  const pointed = useful.find(({ intervals }) => intervals.every(({ point }) => point));
  const intervals = multikey ? (pointed ?? useful[0]!).intervals : intersectAll(useful);
  return { intervals, points: intervals.every(({ point }) => point) };
}

/** A sparse or partial index may only serve a filter that every document outside of it fails. */
function covers(index: Index, { byPath }: Constraints): boolean {
  const given = (path: string): Constraint[] => byPath.get(path) ?? [];
  if (index.sparse && !index.fields.some(({ path }) => given(path.text).some(excludesMissing))) return false;
  if (!index.partialFilter) return true;
  const required = constraintsOf(index.partialFilter);
  const implied = ([path, list]: [string, Constraint[]]) =>
    list.every((wanted) => given(path).some((have) => implies(have, wanted)));
  return required.known && [...required.byPath].every(implied);
}

/** Whether reading the index in one direction gives the wanted order: through, or all of `count` ranges side by side. */
function orderOf(index: Index, bounds: FieldBounds[], count: number, { sort, withCollation }: PlanRequest) {
  if (sort.length === 0 || withCollation || index.truncated) return undefined;
  const lengthOf = (holds: (bound: FieldBounds) => boolean): number => {
    const end = bounds.findIndex((bound) => !holds(bound));
    return end < 0 ? bounds.length : end;
  };
  const single = lengthOf(({ points, intervals }) => points && intervals.length === 1);
  const pointed = lengthOf(({ points }) => points);
  const fixed = index.fields.filter((_, i) => i < single && !index.multikey[i]).map(({ path }) => path.text);
  const wanted = sort.filter(({ path }) => !fixed.includes(path.text));
  if (wanted.length === 0) return { reverse: false, merge: false };
  const direct = directionFrom(index, single, wanted);
  if (direct !== undefined) return { reverse: direct, merge: false };
  const merged = pointed > single && count <= MAX_MERGED ? directionFrom(index, pointed, wanted) : undefined;
  return merged === undefined ? undefined : { reverse: merged, merge: true };
}

/** Undefined: no; otherwise whether to read backwards. */
function directionFrom(index: Index, start: number, wanted: SortField[]): boolean | undefined {
  const fields = index.fields.slice(start);
  const follows = wanted.every(({ path }, i) => fields[i]?.path.text === path.text && !index.multikey[start + i]);
  if (!follows) return undefined;
  const [reverse, ...others] = wanted.map(({ descending }, i) => descending !== fields[i]!.descending);
  return others.every((other) => other === reverse) ? reverse : undefined;
}

function rangesOf(index: Index, bounds: FieldBounds[]): KeyRange[] {
  let ranges = [rangeUnder(idPrefix(index.id))];
  for (const [i, { intervals }] of bounds.entries()) {
    const directed = index.fields[i]!.descending ? intervals.map(descending).reverse() : intervals;
    ranges = ranges.flatMap(({ low: prefix }) =>
      directed.map(({ low, high, point }) => {
        const from = Buffer.concat([prefix, low]);
        return point ? rangeUnder(from) : cut(from, Buffer.concat([prefix, high]), prefix.length);
      }),
    );
  }
  return ranges;
}

const rangeUnder = (prefix: Buffer): KeyRange => cut(prefix, successor(prefix), prefix.length);

/** Longer keys are stored shortened, so bounds beyond that length widen to what they begin with. */
const cut = (low: Buffer, high: Buffer, prefix: number): KeyRange => ({
  low: low.subarray(0, MAX_KEY),
  high: high.length > MAX_KEY ? successor(high.subarray(0, MAX_KEY)) : high,
  prefix: Math.min(prefix, MAX_KEY),
});

const descending = ({ low, high, point }: Interval): Interval =>
  point
    ? { low: inverted(low), high: successor(inverted(low)), point }
    : { low: successor(inverted(high)), high: successor(inverted(low)), point };
