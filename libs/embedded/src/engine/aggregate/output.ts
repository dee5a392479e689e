import { CommandError, failedToParse, unsupported } from '../errors.js';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import type { Engine } from '../engine.js';
import { keyOf } from '../bson/key-string.js';
import { atOnce, runEach } from '../commands/statement-runner.js';
import { makeDocument } from '../bson/writer.js';
import { nameBytes } from '../bson/raw.js';
import { idPrefix } from '../storage/store.js';
import { idOf, type Collection } from '../storage/collection.js';
import { withId, withIdFirst } from '../update/update.js';
import { newId } from '../update/upsert.js';
import type { Stage } from './pipeline.js';

/** Writes the result of a pipeline into a collection, as `$out` (in place of it) or `$merge` (into it). */
export async function writeOutput(engine: Engine, db: string, stage: Stage, results: Buffer[]): Promise<void> {
  const documents = results.map((raw) => {
    const document = Value.document(raw);
    return idOf(document) ? withIdFirst(document) : withId(newId(), document);
  });
  if (stage.name === '$out') await replaceCollection(engine, outTarget(db, stage.argument), documents);
  else await merge(engine, db, stage.argument, documents);
}

interface Namespace {
  db: string;
  name: string;
}

function outTarget(db: string, argument: Value): Namespace {
  if (argument.type === BsonType.string) return { db, name: argument.text() };
  const name = argument.get('coll')?.text();
  if (name === undefined) throw new CommandError(16994, '$out needs a collection');
  return { db: argument.get('db')?.text() ?? db, name };
}

/** The new content is written beside the old one and takes its place in one transaction. */
async function replaceCollection(engine: Engine, { db, name }: Namespace, documents: Value[]): Promise<void> {
  const old = engine.catalog.get(`${db}.${name}`);
  const temporary = `tmp.out.${Date.now()}.${Math.random().toString(36).slice(2)}`;
  const fresh = await engine.store.write(() => {
    const collection = engine.catalog.create(db, temporary);
    for (const index of old?.readable.slice(1) ?? []) {
      const copy = engine.catalog.beginIndex(collection, index.spec);
      if (copy) engine.catalog.finishIndex(collection, copy);
    }
    return collection;
  });
  try {
    await insertAll(engine, fresh, documents);
  } catch (error) {
    await engine.store.write(() => engine.catalog.drop(fresh));
    throw error;
  }
  await engine.store.write(() => {
    const present = engine.catalog.get(`${db}.${name}`);
    if (present) engine.catalog.drop(present);
    engine.catalog.rename(fresh, db, name);
  });
}

async function insertAll(engine: Engine, collection: Collection, documents: Value[]): Promise<void> {
  const errors = await runEach(engine, documents, true, (document) => atOnce(() => collection.insert(document)));
  if (errors[0]) throw errors[0].error;
}

/** By `_id`: fields over fields, or a refusal when the document is there; new ones are inserted. */
async function merge(engine: Engine, db: string, argument: Value, documents: Value[]): Promise<void> {
  const into = argument.isDocument ? argument.get('into') : argument;
  if (!into) throw failedToParse("BSON field '$merge.into' is missing but a required field");
  const target = outTarget(db, into);
  for (const [name, value] of argument.isDocument ? argument.entries() : []) {
    if (name === 'into' || (value.type === BsonType.string && MODES.get(name)?.includes(value.text()))) continue;
    throw unsupported(`$merge with this '${name}'`);
  }
  const refuses = argument.isDocument && argument.get('whenMatched')?.text() === 'fail';
  const errors = await runEach(engine, documents, true, (document) =>
    atOnce(() => {
      const collection = engine.catalog.getOrCreate(target.db, target.name);
      const key = Buffer.concat([idPrefix(collection.indexes[0]!.id), keyOf(idOf(document))]);
      const record = collection.find(key);
      const present = record === undefined ? undefined : collection.read(record);
      if (present && !refuses) collection.replace(record!, present, overlay(present, document));
      else collection.insert(document);
    }),
  );
  if (errors[0]) throw errors[0].error;
}

const MODES = new Map([
  ['on', ['_id']],
  ['whenMatched', ['merge', 'fail']],
  ['whenNotMatched', ['insert']],
]);

const overlay = (below: Value, above: Value): Value =>
  makeDocument((writer) => {
    const fields = new Map([...below.entries(), ...above.entries()]);
    for (const [name, value] of fields) writer.value(nameBytes(name), value);
  });
