import { CommandError } from '../errors.js';
import { isNumber, toInteger } from '../bson/number.js';
import { BsonType } from '../bson/types.js';
import type { Value } from '../bson/raw.js';
import { documentOf } from '../bson/writer.js';

export interface Stage {
  name: string;
  argument: Value;
}

/** A pipeline cut into what the query side does (on stored bytes) and what is left for the operators. */
export interface Pipeline {
  filter: Value | undefined;
  sort: Value | undefined;
  skip: number;
  limit: number;
  /** `[{ $group: { _id: <constant>, <name>: { $sum: 1 } } }]`, which is how drivers count. */
  counting: { id: Value; name: string } | undefined;
  rest: Stage[];
  output: Stage | undefined;
}

const KNOWN = new Set(
  (
    '$match $sort $skip $limit $project $addFields $set $unset $group $unwind $count $sortByCount $bucket $bucketAuto ' +
    '$facet $lookup $graphLookup $replaceRoot $replaceWith $sample $redact $setWindowFields $densify $fill $unionWith ' +
    '$documents $listLocalSessions $out $merge'
  ).split(' '),
);
export function parsePipeline(pipeline: Value): Pipeline {
  const rest = pipeline.items().map(parseStage);
  const writes = (stage: Stage | undefined) => stage?.name === '$out' || stage?.name === '$merge';
  const output = writes(rest.at(-1)) ? rest.pop() : undefined;
  const misplaced = rest.find(writes);
  if (misplaced) throw new CommandError(40601, `${misplaced.name} can only be the final stage in the pipeline`);
  const leading = (name: string): Value | undefined => (rest[0]?.name === name ? rest.shift()!.argument : undefined);
  const filters: Value[] = [];
  for (let filter; (filter = leading('$match'));) filters.push(filter);
  const filter = filters.length > 1 ? documentOf({ $and: filters }) : filters[0];
  const sort = leading('$sort');
  const skip = whole('$skip', leading('$skip'), 0) ?? 0;
  const limit = whole('$limit', leading('$limit'), 1) ?? Infinity;
  const counting = rest.length === 1 && !output ? countingStage(rest[0]!) : undefined;
  return { filter, sort, skip, limit, counting, rest, output };
}

function parseStage(stage: Value): Stage {
  if (!stage.isDocument) throw new CommandError(14, "Each element of the 'pipeline' array must be an object");
  const entries = stage.entries();
  if (entries.length !== 1)
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  const [name, argument] = entries[0]!;
  if (name === '$changeStream') {
    throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets');
  }
  if (!KNOWN.has(name)) throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
  if ((name === '$match' || name === '$sort') && !argument.isDocument) {
    throw new CommandError(15959, `the ${name} specification must be an object`);
  }
  return { name, argument };
}

function whole(name: string, argument: Value | undefined, least: number): number | undefined {
  const number = toInteger(argument);
  if (argument === undefined || (number !== undefined && number >= least)) return number;
  throw new CommandError(name === '$skip' ? 5107200 : 5107201, `invalid argument to ${name} stage: ${argument.toJs()}`);
}

function countingStage({ name, argument }: Stage): Pipeline['counting'] {
  if (name !== '$group' || !argument.isDocument) return undefined;
  const [[key, id] = [], [field, sum] = [], ...others] = argument.entries();
  const [[operator, one] = [], ...more] = sum?.isDocument ? sum.entries() : [];
  if (key !== '_id' || !(isNumber(id) || id?.type === BsonType.null) || others.length + more.length > 0)
    return undefined;
  return operator === '$sum' && toInteger(one) === 1 ? { id: id!, name: field! } : undefined;
}
