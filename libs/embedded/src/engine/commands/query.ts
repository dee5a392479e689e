import { CommandError } from '../errors.js';
import type { Collator } from '../bson/compare.js';
import { Value } from '../bson/raw.js';
import { queryOptions } from '../aggregate/expressions.js';
import type { Engine } from '../engine.js';
import { compileFilter, type Matcher } from '../query/match.js';
import { planQuery, type Plan } from '../query/plan.js';
import type { ProjectOptions } from '../query/project.js';
import { Scan } from '../query/scan.js';
import { parseSort, type SortField } from '../query/sort.js';
import type { Collection } from '../storage/collection.js';
import type { Arguments } from './arguments.js';

export const EMPTY = Value.from({});

/** A filter made ready, together with everything that says how to read it. */
export interface Query {
  filter: Value;
  matcher: Matcher;
  sort: SortField[];
  plan: Plan | undefined;
  collator: Collator | undefined;
  options: ProjectOptions;
}

export interface QueryParts {
  filter: Value | undefined;
  sort?: Value;
  hint?: Value;
  collation?: Value;
  let?: Value;
}

export function partsOf(args: Arguments, filter: 'filter' | 'query' | 'q'): QueryParts {
  return {
    filter: args.document(filter),
    sort: args.document('sort'),
    hint: args.get('hint'),
    collation: args.document('collation'),
    let: args.document('let'),
  };
}

export function prepare(collection: Collection | undefined, parts: QueryParts): Query {
  const filter = parts.filter ?? EMPTY;
  const options = queryOptions({ let: parts.let, collation: parts.collation });
  const sort = parseSort(parts.sort);
  const matcher = compileFilter(filter, options);
  const hint = parts.hint?.isDocument && parts.hint.isEmpty ? undefined : parts.hint;
  const request = { filter, sort, hint, withCollation: options.collator !== undefined };
  const plan = collection && planQuery(collection, request);
  return { filter, matcher, sort, plan, collator: options.collator, options };
}

export const scanOf = (engine: Engine, collection: Collection, query: Query, expected?: number): Scan =>
  new Scan(engine.store, collection, query.plan!, query.matcher, expected);

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
