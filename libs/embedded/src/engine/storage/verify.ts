import { Value } from '../bson/raw.js';
import { MalformedBson, validateDocument } from '../bson/validate.js';
import type { Catalog } from './catalog.js';
import { idOf, type Collection } from './collection.js';
import { documentKey, idPrefix, type Store } from './store.js';

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
  const { id, namespace } = collection;
  const report: CollectionReport = { namespace, documents: 0, bytes: 0, indexes: [], problems: [] };
  const expect = (holds: boolean, problem: string) => {
    if (!holds && report.problems.length < ENOUGH) report.problems.push(problem);
  };
  const expected = collection.indexes.map(() => 0);
  for (const { key, value } of store.docs.getRange({ start: documentKey(id, 0), end: documentKey(id + 1, 0) })) {
    const record = key.readUIntBE(4, 6);
    report.documents++;
    report.bytes += value.length;
    const sound = isSound(value) && idOf(Value.document(value)) !== undefined;
    expect(sound, `record ${record} is no document with an _id`);
    collection.indexes.forEach((index, i) => {
      for (const each of sound ? index.keysOf(Value.document(value), record) : []) {
        expected[i]!++;
        const found = index.unique ? collection.find(each) === record : store.keys.doesExist(each);
        expect(found, `record ${record} is missing from index ${index.name}`);
      }
    });
  }
  collection.indexes.forEach(({ id, name }, i) => {
    const keys = Number(store.keys.getKeysCount({ start: idPrefix(id), end: idPrefix(id + 1) }));
    expect(keys === expected[i], `index ${name} has ${keys} keys where ${expected[i]} belong`);
    report.indexes.push({ name, keys });
  });
  return report;
}

function isSound(bytes: Buffer): boolean {
  try {
    return validateDocument(bytes, 0, bytes.length) === bytes.length;
  } catch (error) {
    if (error instanceof MalformedBson) return false;
    throw error;
  }
}
