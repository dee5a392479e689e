import { Value } from '../bson/raw.js';
import { compileProjection } from '../query/project.js';
import { documentOf } from '../query/scan.js';
import { guard } from './context.js';
import { mingo } from './mingo.js';
import { computeOptions, type EvaluationContext } from './expressions.js';
import { neededFields } from './needed-fields.js';
import type { Stage } from './pipeline.js';
import { encodeDocument } from './values.js';

/** Runs the stages that need decoded documents; all of them at once. */
export function runStages(stages: Stage[], documents: Iterable<Value>, context: EvaluationContext): Buffer[] {
  const pipeline = stages.map(({ name, argument }) => ({ [name]: argument.toJs() }));
  const aggregator = new (mingo().Aggregator)(pipeline as never, computeOptions(context) as never);
  const results = guard(() => aggregator.run(decoded(documents, stages) as never));
  return results.map((result) => encodeDocument(result).bytes());
}

function* decoded(documents: Iterable<Value>, stages: Stage[]): Generator<unknown> {
  const fields = neededFields(stages);
  if (!fields) {
    for (const document of documents) yield document.toJs();
    return;
  }
  const spec = Object.fromEntries([...fields].filter((name) => name !== '_id').map((name) => [name, 1]));
  const project = compileProjection(Value.from({ ...spec, _id: fields.has('_id') ? 1 : 0 }));
  const nothing = fields.size === 0;
  for (const document of documents) yield nothing ? {} : documentOf(project(document, -1)).toJs();
}
