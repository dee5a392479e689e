import { CommandError } from '../errors.js';
import { nameBytes, Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { compareValues } from '../bson/compare.js';
import { arrayName, BsonWriter } from '../bson/writer.js';
import type { MatchOptions } from '../query/match.js';
import { collatorOf } from '../query/collation.js';
import type { ProjectOptions } from '../query/project.js';
import { evaluator, guard, matchOptions, allOperators, type Options } from './context.js';
import { mingo } from './mingo.js';

export type CollectionReader = (name: string) => unknown[];

export interface EvaluationContext {
  let?: Value;
  collation?: Value;
  read?: CollectionReader;
}

type Js = Record<string, unknown>;

export function computeOptions({ let: variables, collation, read }: EvaluationContext): Options {
  const options = {
    context: allOperators(),
    scriptEnabled: false,
    collation: collation?.toJs() as never,
    collectionResolver: read as never,
  } as unknown as Options;
  if (!variables) return options;
  return { ...options, variables: guard(() => evaluator(variables.toJs(), options)({})) } as Options;
}

/** Options for compiling filters and projections that may hold expressions. */
export function queryOptions(context: EvaluationContext): MatchOptions & ProjectOptions {
  const collator = collatorOf(context.collation);
  let options: Options | undefined;
  const lazily = () => (options ??= computeOptions(context));
  return {
    collator,
    expression: (expr) => matchOptions(lazily()).expression!(expr),
    compute: (fields) => computeFields(fields, lazily()),
  };
}

function computeFields(fields: [string, Value][], options: Options) {
  const stage = { $project: unflatten(fields.map(([path, value]) => [path, value.toJs()])) };
  const aggregator = new (mingo().Aggregator)([stage], options as never);
  return (document: Value): [string, Value][] => {
    const [result] = guard(() => aggregator.run([document.toJs()])) as Js[];
    return Value.from(result)
      .entries()
      .filter(([name]) => name !== '_id' || fields.some(([path]) => path === '_id'));
  };
}

const unflatten = (fields: [string, unknown][]): Js => Object.fromEntries(fields);

/** A pipeline that makes one document out of one document. */
export function pipelineUpdate(context: EvaluationContext): (pipeline: Value) => (document: Value) => Value {
  return (pipeline) => {
    const stages = pipeline.toJs() as Js[];
    for (const stage of stages) {
      const [name = ''] = Object.keys(stage);
      if (!UPDATE_STAGES.has(name)) {
        throw new CommandError(72, `${name} is not allowed to be used within an update`);
      }
    }
    const options = computeOptions(context);
    const aggregator = new (mingo().Aggregator)(stages as never, options as never);
    return (document) => {
      const [result] = guard(() => aggregator.run([document.toJs()])) as Js[];
      return restore(document, Value.from(result));
    };
  };
}

const UPDATE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

/** Decoding turns a whole double into an int: fields that kept their value keep their stored bytes too. */
function restore(before: Value, after: Value): Value {
  const writer = new BsonWriter(after.end - after.start + 64);
  const at = writer.begin();
  if (after.isArray) {
    const old = before.items();
    after.items().forEach((item, i) => writer.value(arrayName(i), restored(old[i], item)));
  } else for (const [name, value] of after.entries()) writer.value(nameBytes(name), restored(before.get(name), value));
  writer.close(at);
  const buf = writer.finish();
  return new Value(after.isArray ? BsonType.array : BsonType.document, buf, 0, buf.length);
}

function restored(before: Value | undefined, after: Value): Value {
  if (!before) return after;
  if ((before.isDocument && after.isDocument) || (before.isArray && after.isArray)) return restore(before, after);
  return compareValues(before, after) === 0 ? before : after;
}
