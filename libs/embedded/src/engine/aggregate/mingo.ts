import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface Mingo {
  Aggregator: typeof import('mingo/aggregator').Aggregator;
  Context: typeof import('mingo/core').Context;
  evalExpr: typeof import('mingo/core').evalExpr;
  Lazy: typeof import('mingo/lazy').Lazy;
  accumulator: typeof import('mingo/operators/accumulator');
  /** All its operators. */
  all: ReturnType<typeof import('mingo/core').Context.init>;
}

let loaded: Mingo | undefined;

/** Loaded with the first expression or stage: hundreds of modules that most processes never need. */
export function mingo(): Mingo {
  return (loaded ??= load());
}

function load(): Mingo {
  const { Context, evalExpr } = require('mingo/core') as typeof import('mingo/core');
  const { Aggregator } = require('mingo/aggregator') as typeof import('mingo/aggregator');
  const { Lazy } = require('mingo/lazy') as typeof import('mingo/lazy');
  const accumulator = require('mingo/operators/accumulator') as Mingo['accumulator'];
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
