import type { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import type { Stage } from './pipeline.js';

/** Stages after which nothing of the stored document is left but what they name. */
const CLOSING = new Set(['$group', '$count', '$sortByCount', '$bucket']);
const PASSING = new Set(['$match', '$sort', '$skip', '$limit', '$unwind']);

/** Top-level fields that a pipeline reads, so that the others need not be decoded; undefined when that is unclear. */
export function neededFields(stages: Stage[]): Set<string> | undefined {
  const names = new Set<string>();
  for (const { name, argument } of stages) {
    const closing = CLOSING.has(name);
    if (!closing && !PASSING.has(name)) return undefined;
    const known = name === '$match' || name === '$sort' ? addKeys(argument, names) : addReferences(argument, names);
    if (!known) return undefined;
    if (closing) return names;
  }
  return undefined;
}

function addKeys(filter: Value, names: Set<string>): boolean {
  return filter.entries().every(([name, value]) => {
    if (name === '$and' || name === '$or' || name === '$nor')
      return value.items().every((item) => addKeys(item, names));
    if (name === '$expr') return addReferences(value, names);
    if (name.startsWith('$')) return false;
    names.add(name.split('.')[0]!);
    return true;
  });
}

function addReferences(expression: Value, names: Set<string>): boolean {
  if (expression.type === BsonType.string) {
    const text = expression.text();
    if (text.startsWith('$$')) return /^\$\$(NOW|REMOVE)$/.test(text);
    if (text.startsWith('$')) names.add(text.slice(1).split('.')[0]!);
    return true;
  }
  if (!expression.isDocument && !expression.isArray) return true;
  return expression.entries().every(([name, value]) => name !== '$getField' && addReferences(value, names));
}
