import { CommandError } from '../errors.js';
import { documentOf } from '../bson/writer.js';
import type { Value } from '../bson/raw.js';
import { contextOf } from '../aggregate/expressions.js';
import { compileFilter, type Context, type Matcher } from '../query/match.js';
import { planQuery, type Plan } from '../query/plan.js';
import { Scan } from '../query/scan.js';
import { parseSort, type Order } from '../query/sort.js';
import type { Collection } from '../storage/collection.js';
import type { Store } from '../storage/store.js';
import type { Arguments } from './arguments.js';

const EMPTY = documentOf({});

/** What a command says about the documents it speaks of. */
export interface QueryParts {
  filter: Value | undefined;
  sort?: Value;
  hint?: Value;
  collation?: Value;
  let?: Value;
}

export function partsOf(args: Arguments, filter: Value | undefined): QueryParts {
  return {
    filter,
    sort: args.document('sort'),
    hint: args.get('hint'),
    collation: args.document('collation'),
    let: args.document('let'),
  };
}

/** The same made ready to run. */
export interface Query {
  filter: Value;
  matcher: Matcher;
  order: Order;
  plan: Plan | undefined;
  context: Context;
}

export function prepare(collection: Collection | undefined, parts: QueryParts): Query {
  const filter = parts.filter ?? EMPTY;
  const context = contextOf(parts);
  const fields = parseSort(parts.sort);
  const matcher = compileFilter(filter, context);
  const hint = parts.hint?.isDocument && parts.hint.isEmpty ? undefined : parts.hint;
  const withCollation = context.collator !== undefined;
  const plan = collection && planQuery(collection, { filter, sort: fields, hint, withCollation });
  return { filter, matcher, order: { fields, collator: context.collator }, plan, context };
}

export const scanOf = (store: Store, collection: Collection, query: Query, expected?: number): Scan =>
  new Scan(store, collection, query.plan!, query.matcher, expected);

export function deadlineOf(args: Arguments): number | undefined {
  const time = args.size('maxTimeMS');
  return time ? Date.now() + time : undefined;
}

export function checkReadConcern(args: Arguments): void {
  const level = args.document('readConcern')?.get('level')?.text();
  if (level === 'snapshot' || level === 'linearizable') {
    throw new CommandError(246, `Read concern level ${level} is only supported on a replica set`);
  }
}
