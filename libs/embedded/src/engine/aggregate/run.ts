import { Aggregator } from 'mingo/aggregator';
import { Value } from '../bson/raw.js';
import { guard } from './context.js';
import { computeOptions, type EvaluationContext } from './expressions.js';
import type { Stage } from './pipeline.js';
import { encodeDocument } from './values.js';

/** Runs the stages that need decoded documents; all of them at once. */
export function runStages(stages: Stage[], documents: Value[], context: EvaluationContext): Buffer[] {
  const pipeline = stages.map(({ name, argument }) => ({ [name]: argument.toJs() }));
  const aggregator = new Aggregator(pipeline as never, computeOptions(context) as never);
  const results = guard(() => aggregator.run(documents.map((document) => document.toJs()) as never));
  return results.map((result) => encodeDocument(result).bytes());
}
