import { CommandError } from '../errors.js';
import { nameBytes, Value } from '../bson/raw.js';
import { compareValues } from '../bson/compare.js';
import { arrayName, build } from '../bson/writer.js';
import { collatorOf } from '../query/collation.js';
import type { ProjectOptions } from '../query/project.js';
import type { Options } from './mingo.js';
import { allOperators, evaluator, matchOptions, stagesRunner } from './operators.js';
import type { Stage } from './pipeline.js';

/** What expressions of a command refer to besides the document. */
export interface EvaluationContext {
  let?: Value;
  collation?: Value;
  /** All decoded documents of another collection. */
  read?: (name: string) => unknown[];
}

function optionsOf({ let: variables, collation, read }: EvaluationContext): Options {
  const options = {
    context: allOperators(),
    scriptEnabled: false,
    collation: collation?.toJs() as never,
    collectionResolver: read as never,
  } as unknown as Options;
  return variables ? ({ ...options, variables: evaluator(variables.toJs(), options)({}) } as Options) : options;
}

/** Options for compiling filters and projections that may hold expressions. */
export function queryOptions(context: EvaluationContext): ProjectOptions {
  let options: Options | undefined;
  const lazily = () => (options ??= optionsOf(context));
  return {
    collator: collatorOf(context.collation),
    expression: (expr) => matchOptions(lazily()).expression!(expr),
    compute: (fields) => {
      const run = stagesRunner(
        [{ $project: Object.fromEntries(fields.map(([path, it]) => [path, it.toJs()])) }],
        lazily(),
      );
      const wanted = ([name]: [string, Value]) => name !== '_id' || fields.some(([path]) => path === '_id');
      return (document) =>
        Value.from(run([document.toJs()])[0])
          .entries()
          .filter(wanted);
    },
  };
}

/** Runs the stages that need decoded documents; all of them at once. */
export function runStages(stages: Stage[], documents: Iterable<Value>, context: EvaluationContext): Value[] {
  const run = stagesRunner(
    stages.map(({ name, argument }) => ({ [name]: argument.toJs() })),
    optionsOf(context),
  );
  return run(decoded(documents)).map((result) => Value.from(result));
}

function* decoded(documents: Iterable<Value>): Generator<unknown> {
  for (const document of documents) yield document.toJs();
}

const UPDATE_STAGES = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'];

/** A pipeline that makes one document out of one document. */
export function pipelineUpdate(context: EvaluationContext): (pipeline: Value) => (document: Value) => Value {
  return (pipeline) => {
    const stages = pipeline.items().map((stage) => ({ name: stage.firstName() ?? '', stage: stage.toJs() as unknown }));
    for (const { name } of stages) {
      if (!UPDATE_STAGES.includes(name))
        throw new CommandError(72, `${name} is not allowed to be used within an update`);
    }
    const run = stagesRunner(
      stages.map(({ stage }) => stage),
      optionsOf(context),
    );
    return (document) => restored(document, Value.from(run([document.toJs()])[0]));
  };
}

/** Decoding turns a whole double into an int: fields that kept their value keep their stored bytes too. */
function restored(before: Value | undefined, after: Value): Value {
  if (before?.isDocument && after.isDocument) {
    return build((writer) => {
      for (const [name, value] of after.entries()) writer.value(nameBytes(name), restored(before.get(name), value));
    });
  }
  if (before?.isArray && after.isArray) {
    const old = before.items();
    const write = (item: Value, i: number) => restored(old[i], item);
    const items = after.items().map(write);
    return build((writer) => items.forEach((item, i) => writer.value(arrayName(i), item)), after.type);
  }
  return before && compareValues(before, after) === 0 ? before : after;
}
