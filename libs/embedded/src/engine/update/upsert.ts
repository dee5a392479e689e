import { ObjectId } from 'bson';
import { CommandError } from '../errors.js';
import { equalValues } from '../bson/compare.js';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { isOperatorDocument } from '../query/match.js';
import { idOf } from '../storage/collection.js';
import { checkSize, isReplacement, withId, withIdFirst, type Updater } from './update.js';
import { DocumentNode, openChild, toValue } from './tree.js';

/** The document that an upsert inserts when nothing matched. */
export function upsertDocument(filter: Value, update: Value, updater: Updater): Value {
  const wanted = equalities(filter);
  if (isReplacement(update)) {
    const id = idOf(update) ?? wanted.get('_id') ?? newId();
    const given = wanted.get('_id');
    if (given && !equalValues(given, id)) {
      throw new CommandError(66, "The _id field cannot be changed from the filter's value by a replacement");
    }
    const document = withId(id, update);
    checkSize(document);
    return document;
  }
  const root = new DocumentNode();
  for (const [path, value] of wanted) plant(root, path, value);
  const updated = updater(toValue(root), -1, true);
  return idOf(updated) ? withIdFirst(updated) : withId(newId(), updated);
}

export const newId = (): Value => new Value(BsonType.objectId, Buffer.from(new ObjectId().id), 0, 12);

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
    if (other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) {
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
    const items = list?.isArray ? list.items() : [];
    if (items.length === 1 && items[0]!.type !== BsonType.regex && !isOperatorDocument(items[0]!)) return items[0];
  }
  return undefined;
}

function plant(root: DocumentNode, path: string, value: Value): void {
  const names = path.split('.');
  let node = root;
  for (const name of names.slice(0, -1)) {
    const next = openChild(node, name);
    if (next instanceof DocumentNode) node = next;
    else {
      const made = new DocumentNode();
      node.set(name, made);
      node = made;
    }
  }
  node.set(names[names.length - 1]!, value);
}
