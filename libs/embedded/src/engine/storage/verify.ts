import { ElementCursor, Value } from '../bson/raw.js';
import { MalformedBson, validateDocument } from '../bson/validate.js';
import type { Catalog } from './catalog.js';
import { idOf, type Collection } from './collection.js';
import { documentKey, idPrefix, recordBytes, type Store } from './store.js';

export interface CollectionReport {
  namespace: string;
  documents: number;
  bytes: number;
  indexes: { name: string; keys: number }[];
  problems: string[];
}

const ENOUGH = 20;

/** Reads every document and every key of one view of the data: each document has all its keys, and no key is left over. */
export function verify(store: Store, catalog: Catalog): CollectionReport[] {
  return catalog.all().map((collection) => verifyCollection(store, collection));
}

function verifyCollection(store: Store, collection: Collection): CollectionReport {
  const expected = collection.indexes.map(() => 0);
  const problems: string[] = [];
  const complain = (problem: string) => problems.length < ENOUGH && problems.push(problem);
  let documents = 0;
  let bytes = 0;
  const range = { start: documentKey(collection.id, 0), end: documentKey(collection.id + 1, 0) };
  for (const { key, value } of store.docs.getRange(range)) {
    const record = key.readUIntBE(4, 6);
    documents++;
    bytes += value.length;
    const document = Value.document(value);
    if (!isSound(value) || !idOf(document)) {
      complain(`record ${record} is no document with an _id`);
      continue;
    }
    collection.indexes.forEach((index, i) => {
      for (const each of index.keysOf(document)) {
        expected[i]!++;
        const found = index.unique
          ? collection.find(each) === record
          : store.keys.doesExist(Buffer.concat([each, recordBytes(record)]));
        if (!found) complain(`record ${record} is missing from index ${index.name}`);
      }
    });
  }
  const indexes = collection.indexes.map((index, i) => {
    const keys = Number(store.keys.getKeysCount({ start: idPrefix(index.id), end: idPrefix(index.id + 1) }));
    if (keys !== expected[i]) complain(`index ${index.name} has ${keys} keys where ${expected[i]} belong`);
    return { name: index.name, keys };
  });
  return { namespace: collection.namespace, documents, bytes, indexes, problems };
}

function isSound(bytes: Buffer): boolean {
  try {
    if (validateDocument(bytes, 0, bytes.length) !== bytes.length) return false;
    const cursor = new ElementCursor(Value.document(bytes));
    while (cursor.next());
    return true;
  } catch (error) {
    if (error instanceof MalformedBson) return false;
    throw error;
  }
}
