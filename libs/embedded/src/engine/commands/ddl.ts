import { CommandError, unsupported } from '../errors.js';
import { equalValues } from '../bson/compare.js';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { makeDocument } from '../bson/writer.js';
import { collectionName, collectionOf, type Call, type Command, type Engine } from '../engine.js';
import { cursorReply, objectReply } from '../server/reply.js';
import { compileFilter } from '../query/match.js';
import { names, type Arguments } from './arguments.js';
import { checkNamespace } from '../storage/catalog.js';
import type { Collection } from '../storage/collection.js';
import { checkIndexSpec, type Index } from '../storage/index-definition.js';
import { documentKey } from '../storage/store.js';

const BUILD_SLICE = 200;

const VALIDATION = names('validator validationLevel validationAction');
const CREATE_FIELDS = names('autoIndexId idIndex size max indexOptionDefaults capped', VALIDATION);
const REFUSED = names(
  'timeseries expireAfterSeconds clusteredIndex changeStreamPreAndPostImages viewOn pipeline collation storageEngine ' +
    'encryptedFields',
);

export const create: Command = async (call) => {
  const { args, engine, db } = call;
  const name = collectionName(call);
  checkNamespace(db, name);
  for (const field of args.fields.keys()) if (REFUSED.has(field)) throw unsupported(`create with '${field}'`);
  if (args.flag('capped')) throw unsupported('a capped collection');
  args.only('create', CREATE_FIELDS);
  const options = validationOptions(args);
  await engine.store.write(() => {
    if (engine.catalog.get(`${db}.${name}`)) {
      throw new CommandError(48, `Collection ${db}.${name} already exists.`);
    }
    engine.catalog.create(db, name, options);
  });
  return objectReply({});
};

/** A validator is a filter here; schemas and warnings are not. */
function validationOptions(args: Arguments): Value {
  const level = args.string('validationLevel') ?? 'strict';
  const action = args.string('validationAction') ?? 'error';
  if (level !== 'strict' || action !== 'error')
    throw unsupported(`validation of level '${level}' with action '${action}'`);
  const validator = args.document('validator');
  if (validator) compileFilter(validator);
  return makeDocument((writer) => validator && writer.value(Buffer.from('validator'), validator));
}

export const collMod: Command = async (call) => {
  const { args, engine } = call;
  args.only('collMod', VALIDATION);
  const collection = collectionOf(call);
  if (!collection) throw new CommandError(26, `ns does not exist: ${call.db}.${collectionName(call)}`);
  const options = validationOptions(args);
  await engine.store.write(() => {
    collection.setOptions(options);
    engine.catalog.save(collection);
  });
  return objectReply({});
};

export const drop: Command = async (call) => {
  const { engine } = call;
  const collection = collectionOf(call);
  if (!collection) return objectReply({});
  const answer = { nIndexesWas: collection.indexes.length, ns: collection.namespace };
  await engine.store.write(() => engine.catalog.drop(collection));
  engine.cursors.killNamespace(collection.namespace);
  return objectReply(answer);
};

export const dropDatabase: Command = async ({ engine, db }) => {
  const collections = engine.catalog.inDatabase(db);
  await engine.store.write(() => collections.forEach((collection) => engine.catalog.drop(collection)));
  for (const { namespace } of collections) engine.cursors.killNamespace(namespace);
  return objectReply(collections.length > 0 ? { dropped: db } : {});
};

export const listCollections: Command = ({ engine, args, db }) => {
  const filter = args.document('filter');
  const matches = filter ? compileFilter(filter) : () => true;
  const documents = engine.catalog
    .inDatabase(db)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((collection) => describe(collection, args.flag('nameOnly')))
    .filter(matches)
    .map((document) => document.bytes());
  return cursorReply(documents, 'firstBatch', 0n, `${db}.$cmd.listCollections`);
};

function describe(collection: Collection, nameOnly: boolean): Value {
  return makeDocument((writer) => {
    writer.string('name', collection.name);
    writer.string('type', 'collection');
    if (nameOnly) return;
    const idIndex = collection.indexes[0]!;
    writer.value(Buffer.from('options'), collection.options);
    writer.fields({ info: { readOnly: false } });
    writer.value(Buffer.from('idIndex'), idIndex.spec);
  });
}

export const listDatabases: Command = ({ engine, args }) => {
  const names = [...new Set(engine.catalog.all().map(({ db }) => db))].sort();
  const filter = args.document('filter');
  const matches = filter ? compileFilter(filter) : () => true;
  const databases = names
    .map((name) => ({ name, sizeOnDisk: 4096, empty: false }))
    .filter((database) => matches(Value.from(database)))
    .map((database) => (args.flag('nameOnly') ? { name: database.name } : database));
  return objectReply({ databases, totalSize: databases.length * 4096, totalSizeMb: 0 });
};

export const listIndexes: Command = (call) => {
  const collection = collectionOf(call);
  const namespace = `${call.db}.${collectionName(call)}`;
  if (!collection) throw new CommandError(26, `ns does not exist: ${namespace}`);
  const specs = collection.readable.map(({ spec }) => spec.bytes());
  return cursorReply(specs, 'firstBatch', 0n, namespace);
};

export const createIndexes: Command = async (call) => {
  const { engine, args, db } = call;
  args.only('createIndexes', names('indexes commitQuorum ignoreUnknownIndexOptions'));
  const name = collectionName(call);
  checkNamespace(db, name);
  const specs = args.documents('indexes');
  if (specs.length === 0) throw new CommandError(2, 'Must specify at least one index to create');
  for (const spec of specs) checkIndexSpec(spec);
  let createdAutomatically = false;
  let before = 0;
  for (const spec of specs) {
    const begun = await engine.store.write(() => {
      createdAutomatically ||= !engine.catalog.get(`${db}.${name}`);
      const collection = engine.catalog.getOrCreate(db, name);
      before ||= collection.readable.length;
      return { collection, index: engine.catalog.beginIndex(collection, spec) };
    });
    if (begun.index) await buildIndex(engine, begun.collection, begun.index);
  }
  const after = engine.catalog.get(`${db}.${name}`)?.readable.length ?? 0;
  const note = after === before ? { note: 'all indexes already exist' } : {};
  return objectReply({
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: createdAutomatically,
    ...note,
  });
};

/** Adds the stored documents slice by slice, while writes keep the keys of what they touch themselves. */
async function buildIndex(engine: Engine, collection: Collection, index: Index): Promise<void> {
  let from = documentKey(collection.id, 0);
  const end = documentKey(collection.id + 1, 0);
  const slice = (): boolean => {
    const options = { start: from, end, limit: BUILD_SLICE, exclusiveStart: from.readUIntBE(4, 6) > 0 };
    const entries = [...engine.store.docs.getRange(options)];
    for (const { key, value } of entries) {
      collection.addToIndex(index, key.readUIntBE(4, 6), Value.document(value));
      from = key;
    }
    if (entries.length === BUILD_SLICE) return false;
    engine.catalog.finishIndex(collection, index);
    return true;
  };
  try {
    while (!(await engine.store.write(slice)));
  } catch (error) {
    await engine.store.write(() => engine.catalog.abandonIndex(collection, index));
    throw error;
  }
}

export const dropIndexes: Command = async (call) => {
  const { engine, args } = call;
  const collection = collectionOf(call);
  if (!collection) throw new CommandError(26, `ns not found ${call.db}.${collectionName(call)}`);
  const before = collection.readable.length;
  const wanted = args.get('index');
  if (!wanted) throw new CommandError(40414, "BSON field 'dropIndexes.index' is missing but a required field");
  await engine.store.write(() => {
    for (const index of chosenIndexes(call, collection, wanted)) engine.catalog.dropIndex(collection, index);
  });
  return objectReply({ nIndexesWas: before });
};

function chosenIndexes(call: Call, collection: Collection, wanted: Value): Index[] {
  if (wanted.isArray) return wanted.items().flatMap((item) => chosenIndexes(call, collection, item));
  if (wanted.type === BsonType.string && wanted.text() === '*') return collection.readable.slice(1);
  const index = collection.readable.find((each) =>
    wanted.isDocument ? equalValues(each.key, wanted) : each.name === wanted.text(),
  );
  if (!index) throw new CommandError(27, `index not found with name [${wanted.toJs()}]`);
  if (index.name === '_id_') throw new CommandError(72, 'cannot drop _id index');
  return [index];
}
