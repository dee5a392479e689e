import { CommandError, failedToParse, unsupported } from '../errors.js';
import { keyOf } from '../bson/key-string.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import { runEach } from '../commands/statements.js';
import type { Engine } from '../engine.js';
import { idOf, type Collection } from '../storage/collection.js';
import { idPrefix } from '../storage/store.js';
import { newId, withIdFirst } from '../update/stored.js';
import type { Stage } from './pipeline.js';

/** Writes the result of a pipeline into a collection, as `$out` (in place of it) or `$merge` (into it). */
export async function writeOutput(engine: Engine, db: string, { name, argument }: Stage, results: Value[]) {
  const documents = results.map((document) => withIdFirst(document, idOf(document) ?? newId()));
  if (name === '$merge') return merge(engine, db, argument, documents);
  return replaceCollection(engine, targetOf(db, argument), documents);
}

function targetOf(db: string, argument: Value): { db: string; name: string } {
  if (argument.type === BsonType.string) return { db, name: argument.text() };
  const name = argument.get('coll')?.text();
  if (name === undefined) throw new CommandError(16994, '$out needs a collection');
  return { db: argument.get('db')?.text() ?? db, name };
}

async function writeAll(engine: Engine, documents: Value[], write: (document: Value) => void): Promise<void> {
  const errors = await runEach(engine, documents, true, (document) => () => {
    write(document);
    return true;
  });
  if (errors[0]) throw errors[0].error;
}

/** The new content is written beside the old one and takes its place in one transaction. */
async function replaceCollection(engine: Engine, { db, name }: ReturnType<typeof targetOf>, documents: Value[]) {
  const { catalog, store } = engine;
  const present = () => catalog.get(`${db}.${name}`);
  const fresh = await store.write((): Collection => {
    const collection = catalog.create(db, `tmp.out.${Date.now()}.${Math.random().toString(36).slice(2)}`);
    for (const { spec } of present()?.readable.slice(1) ?? []) {
      catalog.finishIndex(collection, catalog.beginIndex(collection, spec)!);
    }
    return collection;
  });
  try {
    await writeAll(engine, documents, (document) => fresh.insert(document));
  } catch (error) {
    await store.write(() => catalog.drop(fresh));
    throw error;
  }
  await store.write(() => {
    const old = present();
    if (old) catalog.drop(old);
    catalog.rename(fresh, db, name);
  });
}

const MODES = new Map([
  ['on', ['_id']],
  ['whenMatched', ['merge', 'fail']],
  ['whenNotMatched', ['insert']],
]);

/** By `_id`: fields over fields, or a refusal when the document is there; new ones are inserted. */
async function merge(engine: Engine, db: string, argument: Value, documents: Value[]): Promise<void> {
  const options = argument.isDocument ? new Map(argument.entries()) : new Map([['into', argument]]);
  const into = options.get('into');
  if (!into) throw failedToParse("BSON field '$merge.into' is missing but a required field");
  const target = targetOf(db, into);
  for (const [name, value] of options) {
    if (name === 'into' || (value.type === BsonType.string && MODES.get(name)?.includes(value.text()))) continue;
    throw unsupported(`$merge with this '${name}'`);
  }
  const refuses = options.get('whenMatched')?.text() === 'fail';
  await writeAll(engine, documents, (document) => {
    const collection = engine.catalog.getOrCreate(target.db, target.name);
    const record = collection.find(Buffer.concat([idPrefix(collection.indexes[0]!.id), keyOf(idOf(document))]));
    const present = record === undefined || refuses ? undefined : collection.read(record);
    if (!present) return collection.insert(document);
    collection.replace(record!, present, documentOf(new Map([...present.entries(), ...document.entries()])));
  });
}
