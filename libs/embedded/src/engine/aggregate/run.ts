import { Value } from '../bson/raw.js';
import { guard } from './context.js';
import { mingo } from './mingo.js';
import { computeOptions, type EvaluationContext } from './expressions.js';
import type { Stage } from './pipeline.js';

/** Runs the stages that need decoded documents; all of them at once. */
export function runStages(stages: Stage[], documents: Iterable<Value>, context: EvaluationContext): Buffer[] {
  const pipeline = stages.map(({ name, argument }) => ({ [name]: argument.toJs() }));
  const aggregator = new (mingo().Aggregator)(pipeline as never, computeOptions(context) as never);
  const results = guard(() => aggregator.run(decoded(documents) as never));
  return results.map((result) => Value.from(result).bytes());
}

function* decoded(documents: Iterable<Value>): Generator<unknown> {
  for (const document of documents) yield document.toJs();
}
