import { mingo } from './mingo.js';
import { CommandError } from '../errors.js';
import { Decimal128, Long } from 'bson';
import { compareValues, type Collator } from '../bson/compare.js';
import { isNumber, makeDouble } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { calculate } from '../update/arithmetic.js';
import { compileFilter, type MatchOptions } from '../query/match.js';
import { parseSort, Sorter } from '../query/sort.js';
import { collatorOf } from '../query/collation.js';

export type Options = Parameters<ReturnType<typeof mingo>['evalExpr']>[2];
type Items = { transform(fn: (items: unknown[]) => unknown): unknown; filter(fn: (item: unknown) => boolean): unknown };

/** MongoDB's order for decoded values. */
function compareJs(a: unknown, b: unknown, collator?: Collator): number {
  if (typeof a === 'number' && typeof b === 'number' && a === a && b === b) return a - b;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return compareValues(Value.from(a), Value.from(b), collator);
}

const collatorFor = (options: Options): Collator | undefined =>
  options.collation ? collatorOf(Value.from(options.collation)) : undefined;

const comparison = (accepts: (order: number) => unknown) => (item: unknown, argument: unknown, options: Options) => {
  const [a, b] = mingo().evalExpr(item, argument, options) as [unknown, unknown];
  if (a === undefined || b === undefined) {
    const order = (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
    return accepts(order);
  }
  return accepts(compareJs(a, b, collatorFor(options)));
};

const isWideNumber = (js: unknown): js is Long | Decimal128 => js instanceof Long || js instanceof Decimal128;

/** Values of an accumulator or of an expression with a list of arguments. */
function valuesOf(items: unknown, argument: unknown, options: Options): unknown[] {
  if (Array.isArray(items) && argument !== null)
    return mingo().accumulator.$push(items, argument as never, options) as unknown[];
  const list = argument === null ? items : mingo().evalExpr(items, argument, options);
  const flat = Array.isArray(list) && list.length === 1 && Array.isArray(list[0]) ? list[0] : list;
  return Array.isArray(flat) ? flat : [flat];
}

function total(values: unknown[]): { sum: number | Value; count: number } {
  let sum: number | Value = 0;
  let count = 0;
  for (const value of values) {
    if (typeof value === 'number')
      sum = typeof sum === 'number' ? sum + value : calculate('$inc', sum, Value.from(value));
    else if (isWideNumber(value)) sum = calculate('$inc', Value.from(sum), Value.from(value));
    else continue;
    count++;
  }
  return { sum, count };
}

const decoded = (value: number | Value): unknown => (value instanceof Value ? value.toJs() : value);

function sum(items: unknown, argument: unknown, options: Options): unknown {
  if (typeof argument === 'number' && Array.isArray(items)) return items.length * argument;
  return decoded(total(valuesOf(items, argument, options)).sum);
}

function average(items: unknown, argument: unknown, options: Options): unknown {
  const { sum: whole, count } = total(valuesOf(items, argument, options));
  if (count === 0) return null;
  if (typeof whole === 'number') return whole / count;
  return decoded(calculate('$mul', whole, makeDouble(1 / count)));
}

const extreme = (sign: number) => (items: unknown, argument: unknown, options: Options) => {
  let best: unknown = null;
  for (const value of valuesOf(items, argument, options)) {
    if (value === null || value === undefined) continue;
    if (best === null || compareJs(value, best, collatorFor(options)) * sign > 0) best = value;
  }
  return best;
};

const own = {
  accumulator: { $sum: sum, $avg: average, $max: extreme(1), $min: extreme(-1) },
  expression: {
    $eq: comparison((order) => order === 0),
    $ne: comparison((order) => order !== 0),
    $gt: comparison((order) => order > 0),
    $gte: comparison((order) => order >= 0),
    $lt: comparison((order) => order < 0),
    $lte: comparison((order) => order <= 0),
    $cmp: comparison(Math.sign),
  },
  pipeline: {
    $match: (items: Items, filter: unknown, options: Options) => {
      const matcher = compileFilter(Value.from(filter), matchOptions(options));
      return items.filter((item) => matcher(Value.from(item)));
    },
    $sort: (items: Items, sort: unknown, options: Options) =>
      items.transform((all) => {
        const sorter = new Sorter<{ document: Value; item: unknown }>(
          parseSort(Value.from(sort)),
          Infinity,
          collatorFor(options),
        );
        for (const item of all) sorter.add({ document: Value.from(item), item });
        return mingo().Lazy(sorter.result().map(({ item }) => item));
      }),
  },
};

let operators: ReturnType<typeof mingo>['all'] | undefined;

/** All operators, with MongoDB's own comparison, matching, sorting and sums in place of mingo's. */
export function allOperators(): NonNullable<typeof operators> {
  const { Context, all } = mingo();
  return (operators ??= Context.from(Context.init(own as never), all));
}

/** Compiles an expression once; the result evaluates it for a decoded document. */
export function evaluator(expr: unknown, options: Options): (document: unknown) => unknown {
  const aggregator = new (mingo().Aggregator)([{ $replaceWith: { value: expr } }], options);
  return (document) => (aggregator.run([document] as never)[0] as { value: unknown }).value;
}

export function matchOptions(options: Options): MatchOptions {
  return {
    collator: collatorFor(options),
    expression: (expr) => {
      const evaluate = evaluator(expr.toJs(), options);
      return (document) => isTrue(guard(() => evaluate(document.toJs())));
    },
  };
}

/** Whatever goes wrong inside of an expression is the client's error. */
export function guard<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(40353, `Failed to evaluate an expression: ${(error as Error).message}`);
  }
}

export const isTrue = (js: unknown): boolean =>
  js !== null && js !== undefined && js !== false && !(isNumberLike(js) && Number(js) === 0);

const isNumberLike = (js: unknown): boolean => typeof js === 'number' || (isWideNumber(js) && isNumber(Value.from(js)));
