import { CommandError } from '../errors.js';
import { Value } from '../bson/raw.js';
import { compareValues } from '../bson/compare.js';
import { arrayOf, documentOf } from '../bson/writer.js';
import { collatorOf } from '../query/collation.js';
import type { Context } from '../query/match.js';
import type { Options } from './mingo.js';
import { allOperators, evaluator, filterContext, stagesRunner } from './operators.js';
import type { Stage } from './pipeline.js';

/** What expressions of a command refer to besides the document. */
export interface Scope {
  let?: Value;
  collation?: Value;
  /** All decoded documents of another collection. */
  read?: (name: string) => unknown[];
}

function optionsOf({ let: variables, collation, read }: Scope): Options {
  const options = {
    context: allOperators(),
    scriptEnabled: false,
    collation: collation?.toJs() as never,
    collectionResolver: read as never,
  } as unknown as Options;
  return variables ? ({ ...options, variables: evaluator(variables.toJs(), options)({}) } as Options) : options;
}

/** What filters, projections and updates of a command need. */
export function contextOf(scope: Scope): Context {
  let options: Options | undefined;
  const lazily = () => (options ??= optionsOf(scope));
  return {
    collator: collatorOf(scope.collation),
    expression: (expr) => filterContext(lazily()).expression!(expr),
    compute: (fields) => {
      const project = Object.fromEntries(fields.map(([path, it]) => [path, it.toJs() as unknown]));
      const run = stagesRunner([{ $project: project }], lazily());
      const isWanted = ([name]: [string, Value]) => name !== '_id' || '_id' in project;
      return (document) =>
        Value.from(run([document.toJs()])[0])
          .entries()
          .filter(isWanted);
    },
    pipeline: (pipeline) => {
      for (const stage of pipeline.items()) {
        const name = stage.firstName() ?? '';
        if (!UPDATE_STAGES.has(name)) throw new CommandError(72, `${name} is not allowed to be used within an update`);
      }
      const run = stagesRunner(pipeline.toJs() as unknown[], lazily());
      return (document) => restored(document, Value.from(run([document.toJs()])[0]));
    },
  };
}

const UPDATE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

/** Runs the stages that need decoded documents; all of them at once. */
export function runStages(stages: Stage[], documents: Iterable<Value>, scope: Scope): Value[] {
  const decoded = stages.map(({ name, argument }) => ({ [name]: argument.toJs() as unknown }));
  const run = stagesRunner(decoded, optionsOf(scope));
  return run(eachDecoded(documents)).map((result) => Value.from(result));
}

function* eachDecoded(documents: Iterable<Value>): Generator<unknown> {
  for (const document of documents) yield document.toJs();
}

/** Decoding turns a whole double into an int: fields that kept their value keep their stored bytes too. */
function restored(before: Value | undefined, after: Value): Value {
  if (before?.isDocument && after.isDocument) {
    return documentOf(new Map(after.entries().map(([name, value]) => [name, restored(before.get(name), value)])));
  }
  if (before?.isArray && after.isArray) {
    const old = before.items();
    return arrayOf(after.items().map((item, i) => restored(old[i], item)));
  }
  return before && compareValues(before, after) === 0 ? before : after;
}
