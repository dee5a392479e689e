import { CommandError, failedToParse, unsupported } from '../errors.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import { Arguments } from '../commands/arguments.js';
import { Modification } from '../commands/modification.js';
import { runEach } from '../commands/statements.js';
import { Call, type Engine } from '../engine.js';
import { idOf, type Collection } from '../storage/collection.js';
import { newId, withIdFirst } from '../update/stored.js';
import type { Stage } from './pipeline.js';

/** Writes the result of a pipeline into a collection, as `$out` (in place of it) or `$merge` (into it). */
export async function writeOutput(call: Call, { name, argument }: Stage, results: Value[]): Promise<void> {
  const documents = results.map((document) => withIdFirst(document, idOf(document) ?? newId()));
  if (name === '$merge') return merge(call, argument, documents);
  return replaceCollection(call.engine, targetOf(call.db, argument), documents);
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
async function merge(call: Call, argument: Value, documents: Value[]): Promise<void> {
  const options = argument.isDocument ? new Map(argument.entries()) : new Map([['into', argument]]);
  const into = options.get('into');
  if (!into) throw failedToParse("BSON field '$merge.into' is missing but a required field");
  for (const [name, value] of options) {
    if (name === 'into' || (value.type === BsonType.string && MODES.get(name)?.includes(value.text()))) continue;
    throw unsupported(`$merge with this '${name}'`);
  }
  const { db, name } = targetOf(call.db, into);
  const { catalog } = call.engine;
  if (options.get('whenMatched')?.text() === 'fail') {
    return writeAll(call.engine, documents, (document) => catalog.getOrCreate(db, name).insert(document));
  }
  const args = new Arguments(documentOf({ update: name, upsert: true }));
  const target = new Call(call.engine, 'update', db, args, call.connection);
  const errors = await runEach(call.engine, documents, true, (document) => {
    const filter = documentOf({ _id: idOf(document) });
    return new Modification(target, args, { filter }, false, documentOf({ $set: document })).run;
  });
  if (errors[0]) throw errors[0].error;
}
