import { CommandError } from '../errors.js';
import { equalValues } from '../bson/compare.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import { isOperatorDocument } from '../query/match.js';
import { idOf } from '../storage/collection.js';
import { applyAt } from './apply.js';
import { checkSize, newId, withIdFirst } from './stored.js';
import type { Tree } from './tree.js';
import { isReplacement, type Updater } from './update.js';

const NO_FILTERS = new Map();

/** The document that an upsert inserts when nothing matched. */
export function upsertDocument(filter: Value, update: Value, updater: Updater): Value {
  const wanted = equalities(filter);
  if (isReplacement(update)) {
    const given = wanted.get('_id');
    const id = idOf(update) ?? given ?? newId();
    if (given && !equalValues(given, id)) {
      throw new CommandError(66, "The _id field cannot be changed from the filter's value by a replacement");
    }
    const document = withIdFirst(update, id);
    checkSize(document);
    return document;
  }
  const root = new Map<string, Tree>();
  for (const [path, value] of wanted) {
    const target = { names: path.split('.'), change: () => value, creates: true, filters: NO_FILTERS, onInsert: false };
    applyAt(root, target, -1);
  }
  const updated = updater(documentOf(root), -1, true);
  return withIdFirst(updated, idOf(updated) ?? newId());
}

/** What the filter says by equality alone, as paths. */
function equalities(filter: Value, out = new Map<string, Value>()): Map<string, Value> {
  for (const [name, value] of filter.entries()) {
    if (name === '$and' || (name === '$or' && value.items().length === 1)) {
      for (const item of value.items()) equalities(item, out);
    } else if (!name.startsWith('$')) {
      const equal = equality(value);
      if (equal) note(out, name, equal);
    }
  }
  return out;
}

function note(out: Map<string, Value>, path: string, value: Value): void {
  for (const other of out.keys()) {
    if (`${other}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${other}.`)) {
      throw new CommandError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    }
  }
  out.set(path, value);
}

function equality(value: Value): Value | undefined {
  if (value.type === BsonType.regex) return undefined;
  if (!isOperatorDocument(value)) return value;
  const equal = value.get('$eq');
  if (equal) return equal;
  for (const op of ['$in', '$all']) {
    const list = value.get(op);
    const [only, ...others] = list?.isArray ? list.items() : [];
    if (only && others.length === 0 && only.type !== BsonType.regex && !isOperatorDocument(only)) return only;
  }
  return undefined;
}
