import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The parts of mingo that are used here, with all its operators. */
function load() {
  const { Context, evalExpr } = require('mingo/core') as typeof import('mingo/core');
  const { Aggregator } = require('mingo/aggregator') as typeof import('mingo/aggregator');
  const { Lazy } = require('mingo/lazy') as typeof import('mingo/lazy');
  const accumulator = require('mingo/operators/accumulator') as typeof import('mingo/operators/accumulator');
  const groups = ['expression', 'pipeline', 'projection', 'query', 'window'];
  const operators = Object.fromEntries(groups.map((group) => [group, require(`mingo/operators/${group}`) as object]));
  return {
    Aggregator,
    Context,
    evalExpr,
    Lazy,
    accumulator,
    all: Context.init({ accumulator, ...operators } as never),
  };
}

let loaded: ReturnType<typeof load> | undefined;

/** Loaded with the first expression or stage: hundreds of modules that most processes never need. */
export const mingo = (): ReturnType<typeof load> => (loaded ??= load());

export type Options = Parameters<ReturnType<typeof load>['evalExpr']>[2];
