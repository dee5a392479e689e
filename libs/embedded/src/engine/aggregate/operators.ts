import { Decimal128, Long } from 'bson';
import { compareValues, type Collator } from '../bson/compare.js';
import { isTruthy, makeDouble } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { collatorOf } from '../query/collation.js';
import { compileFilter, type Context } from '../query/match.js';
import { parseSort, Sorter } from '../query/sort.js';
import { calculate } from '../update/arithmetic.js';
import { CommandError } from '../errors.js';
import { mingo, type Options } from './mingo.js';

type Items = { transform(fn: (items: unknown[]) => unknown): unknown; filter(fn: (item: unknown) => boolean): unknown };
type Operator = (items: unknown, argument: unknown, options: Options) => unknown;

/** MongoDB's order for decoded values; what is missing comes first. */
function compareJs(a: unknown, b: unknown, collator?: Collator): number {
  if (typeof a === 'number' && typeof b === 'number' && a === a && b === b) return a - b;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareValues(Value.from(a), Value.from(b), collator);
}

const collatorFor = ({ collation }: Options): Collator | undefined =>
  collation ? collatorOf(Value.from(collation)) : undefined;

const comparison =
  (accepts: (order: number) => unknown): Operator =>
  (item, argument, options) => {
    const [a, b] = mingo().evalExpr(item, argument, options) as [unknown, unknown];
    return accepts(compareJs(a, b, collatorFor(options)));
  };

/** Values of an accumulator or of an expression with a list of arguments. */
function valuesOf(items: unknown, argument: unknown, options: Options): unknown[] {
  if (Array.isArray(items) && argument !== null)
    return mingo().accumulator.$push(items, argument as never, options) as unknown[];
  const list = argument === null ? items : mingo().evalExpr(items, argument, options);
  const flat = Array.isArray(list) && list.length === 1 && Array.isArray(list[0]) ? list[0] : list;
  return Array.isArray(flat) ? flat : [flat];
}

/** Longs and decimals are added exactly, plain numbers as they are. */
function total(values: unknown[]): { sum: number | Value; count: number } {
  let sum: number | Value = 0;
  let count = 0;
  for (const value of values) {
    if (typeof value === 'number' && typeof sum === 'number') sum += value;
    else if (typeof value === 'number' || value instanceof Long || value instanceof Decimal128) {
      sum = calculate('add', Value.from(sum), Value.from(value));
    } else continue;
    count++;
  }
  return { sum, count };
}

const decoded = (value: number | Value): unknown => (value instanceof Value ? value.toJs() : value);

const sum: Operator = (items, argument, options) => {
  if (typeof argument === 'number' && Array.isArray(items)) return items.length * argument;
  return decoded(total(valuesOf(items, argument, options)).sum);
};

const average: Operator = (items, argument, options) => {
  const { sum: whole, count } = total(valuesOf(items, argument, options));
  if (count === 0) return null;
  return typeof whole === 'number' ? whole / count : decoded(calculate('multiply', whole, makeDouble(1 / count)));
};

const extreme =
  (sign: number): Operator =>
  (items, argument, options) => {
    const collator = collatorFor(options);
    const values = valuesOf(items, argument, options).filter((value) => value !== null && value !== undefined);
    if (values.length === 0) return null;
    return values.reduce((best, value) => (compareJs(value, best, collator) * sign > 0 ? value : best));
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
      const matcher = compileFilter(Value.from(filter), filterContext(options));
      return items.filter((item) => matcher(Value.from(item)));
    },
    $sort: (items: Items, sort: unknown, options: Options) =>
      items.transform((all) => {
        const order = { fields: parseSort(Value.from(sort)), collator: collatorFor(options) };
        const sorter = new Sorter<{ document: Value; item: unknown }>(order);
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
  const run = stagesRunner([{ $replaceWith: { value: expr } }], options);
  return (document) => (run([document])[0] as { value: unknown }).value;
}

/** For filters inside of pipelines and, with `$expr`, for those of queries. */
export function filterContext(options: Options): Context {
  return {
    collator: collatorFor(options),
    expression: (expr) => {
      const evaluate = evaluator(expr.toJs(), options);
      return (document) => isTruthy(Value.from(evaluate(document.toJs())));
    },
  };
}

/** Stages over decoded documents. Whatever goes wrong inside of them is the client's error. */
export function stagesRunner(stages: unknown[], options: Options): (documents: Iterable<unknown>) => unknown[] {
  const aggregator = new (mingo().Aggregator)(stages as never, options as never);
  return (documents) => {
    try {
      return aggregator.run(documents as never);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError(40353, `Failed to evaluate an expression: ${(error as Error).message}`);
    }
  };
}
