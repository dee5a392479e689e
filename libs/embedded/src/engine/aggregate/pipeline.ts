import { CommandError, unsupported } from '../errors.js';
import { isNumber, toInteger } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { makeDocument } from '../bson/writer.js';
import { nameBytes } from '../bson/raw.js';

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
const REFUSED = new Set(
  (
    '$geoNear $indexStats $collStats $currentOp $listSessions $planCacheStats $search $searchMeta ' +
    '$vectorSearch $changeStreamSplitLargeEvent $listSampledQueries $listSearchIndexes $shardedDataDistribution'
  ).split(' '),
);

export function parsePipeline(pipeline: Value): Pipeline {
  const stages = pipeline.items().map(parseStage);
  const out: Pipeline = {
    filter: undefined,
    sort: undefined,
    skip: 0,
    limit: Infinity,
    counting: undefined,
    rest: stages,
    output: undefined,
  };
  const last = stages[stages.length - 1];
  if (last && (last.name === '$out' || last.name === '$merge')) {
    out.output = last;
    stages.pop();
  }
  for (const { name } of stages) {
    if (name === '$out' || name === '$merge')
      throw new CommandError(40601, `${name} can only be the final stage in the pipeline`);
  }
  const filters: Value[] = [];
  while (stages[0]?.name === '$match') filters.push(stages.shift()!.argument);
  if (filters.length > 0) out.filter = filters.length === 1 ? filters[0] : conjunction(filters);
  if (stages[0]?.name === '$sort') out.sort = stages.shift()!.argument;
  if (stages[0]?.name === '$skip') out.skip = whole(stages.shift()!, 0);
  if (stages[0]?.name === '$limit') out.limit = whole(stages.shift()!, 1);
  if (stages.length === 1 && !out.output) out.counting = countingStage(stages[0]!);
  return out;
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
  if (REFUSED.has(name)) throw unsupported(name);
  if (!KNOWN.has(name)) throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
  if ((name === '$match' || name === '$sort') && !argument.isDocument) {
    throw new CommandError(15959, `the ${name} specification must be an object`);
  }
  return { name, argument };
}

function conjunction(filters: Value[]): Value {
  return makeDocument((writer) => {
    writer.value(nameBytes('$and'), Value.from(filters.map((filter) => filter.toJs())));
  });
}

function whole({ name, argument }: Stage, least: number): number {
  const number = isNumber(argument) ? toInteger(argument) : undefined;
  if (number === undefined || number < least) {
    throw new CommandError(
      name === '$skip' ? 5107200 : 5107201,
      `invalid argument to ${name} stage: ${argument.toJs()}`,
    );
  }
  return number;
}

function countingStage({ name, argument }: Stage): Pipeline['counting'] {
  if (name !== '$group' || !argument.isDocument) return undefined;
  const [id, sum, ...others] = argument.entries();
  if (id?.[0] !== '_id' || !sum || others.length > 0 || !sum[1].isDocument) return undefined;
  if (!isNumber(id[1]) && id[1].toJs() !== null) return undefined;
  const [operator, ...more] = sum[1].entries();
  if (operator?.[0] !== '$sum' || more.length > 0 || !isNumber(operator[1]) || toInteger(operator[1]) !== 1)
    return undefined;
  return { id: id[1], name: sum[0] };
}
