import { CommandError, unsupported } from '../errors.js';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import type { Call, Command, Engine } from '../engine.js';
import { Reply } from '../server/reply.js';
import { compileFilter } from '../query/match.js';
import type { Collection } from '../storage/collection.js';
import { checkIndexSpec, type Index } from '../storage/index-keys.js';
import { documentKey } from '../storage/store.js';

const BUILD_SLICE = 200;

/** Options of `create` that ask for what this engine does not have. */
export const REFUSED =
  'timeseries expireAfterSeconds clusteredIndex changeStreamPreAndPostImages viewOn pipeline collation ' +
  'storageEngine encryptedFields validationLevel validationAction';

function existing({ collection, namespace }: Call): Collection {
  if (!collection) throw new CommandError(26, `ns does not exist: ${namespace}`);
  return collection;
}

export const create: Command = async (call) => {
  const { args, engine, db, target, namespace } = call;
  for (const field of REFUSED.split(' ')) if (args.fields.has(field)) throw unsupported(`create with '${field}'`);
  if (args.flag('capped')) throw unsupported('a capped collection');
  const validator = validatorOf(call);
  await engine.store.write(() => {
    if (call.collection) throw new CommandError(48, `Collection ${namespace} already exists.`);
    engine.catalog.create(db, target, validator);
  });
  return Reply.of({});
};

/** A validator is a filter here; schemas are refused as in any filter. */
function validatorOf({ args }: Call): Value | undefined {
  const validator = args.document('validator');
  if (validator) compileFilter(validator);
  return validator?.isEmpty ? undefined : validator?.kept();
}

export const collMod: Command = async (call) => {
  const collection = existing(call);
  const validator = validatorOf(call);
  await call.engine.store.write(() => {
    collection.validator = validator;
    call.engine.catalog.save(collection);
  });
  return Reply.of({});
};

async function dropAll({ store, catalog, cursors }: Engine, collections: Collection[]): Promise<void> {
  await store.write(() => collections.forEach((collection) => catalog.drop(collection)));
  for (const { namespace } of collections) cursors.killNamespace(namespace);
}

export const drop: Command = async ({ engine, collection }) => {
  if (!collection) return Reply.of({});
  await dropAll(engine, [collection]);
  return Reply.of({ nIndexesWas: collection.indexes.length, ns: collection.namespace });
};

export const dropDatabase: Command = async ({ engine, db }) => {
  const collections = engine.catalog.inDatabase(db);
  await dropAll(engine, collections);
  return Reply.of({ dropped: collections.length > 0 ? db : undefined });
};

/** What the optional filter of a listing lets through. */
function listed({ args }: Call, entries: Value[]): Value[] {
  const filter = args.document('filter');
  return filter ? entries.filter(compileFilter(filter)) : entries;
}

export const listCollections: Command = (call) => {
  const { engine, args, db } = call;
  const all = engine.catalog.inDatabase(db).sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries = all.map(({ name, validator, indexes }) => {
    const more = { options: { validator }, info: { readOnly: false }, idIndex: indexes[0]!.spec };
    return documentOf({ name, type: 'collection', ...(args.flag('nameOnly') ? {} : more) });
  });
  return engine.cursors.all(listed(call, entries), `${db}.$cmd.listCollections`);
};

export const listDatabases: Command = (call) => {
  const names = [...new Set(call.engine.catalog.all().map(({ db }) => db))].sort();
  const size = call.args.flag('nameOnly') ? {} : { sizeOnDisk: 4096, empty: false };
  const all = names.map((name) => documentOf({ name, ...size }));
  const databases = listed(call, all);
  return Reply.of({ databases, totalSize: databases.length * 4096, totalSizeMb: 0 });
};

export const listIndexes: Command = (call) => {
  const specs = existing(call).readable.map(({ spec }) => spec);
  return call.engine.cursors.all(specs, call.namespace);
};

export const createIndexes: Command = async (call) => {
  const { engine, args, db, target } = call;
  const { store, catalog } = engine;
  const specs = args.documents('indexes');
  if (specs.length === 0) throw new CommandError(2, 'Must specify at least one index to create');
  specs.forEach(checkIndexSpec);
  const present = call.collection?.readable.length;
  for (const spec of specs) {
    const [collection, index] = await store.write(() => {
      const collection = catalog.getOrCreate(db, target);
      return [collection, catalog.beginIndex(collection, spec)] as const;
    });
    if (index) await buildIndex(engine, collection, index);
  }
  const before = present ?? 1;
  const after = call.collection?.readable.length ?? 0;
  return Reply.of({
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: present === undefined,
    note: after === before ? 'all indexes already exist' : undefined,
  });
};

/** Adds the stored documents slice by slice, while writes keep the keys of what they touch themselves. */
async function buildIndex({ store, catalog }: Engine, collection: Collection, index: Index): Promise<void> {
  let from = documentKey(collection.id, 0);
  const end = documentKey(collection.id + 1, 0);
  const slice = (): boolean => {
    if (collection.dropped) throw new CommandError(175, 'the collection was dropped meanwhile');
    const entries = [...store.docs.getRange({ start: from, end, limit: BUILD_SLICE })];
    for (const { key, value } of entries) {
      const record = key.readUIntBE(4, 6);
      collection.addToIndex(index, record, Value.document(value));
      from = documentKey(collection.id, record + 1);
    }
    if (entries.length < BUILD_SLICE) catalog.finishIndex(collection, index);
    return index.ready;
  };
  try {
    while (!(await store.write(slice)));
  } catch (error) {
    await store.write(() => catalog.dropIndex(collection, index));
    throw error;
  }
}

export const dropIndexes: Command = async (call) => {
  const { engine, args } = call;
  const collection = existing(call);
  const nIndexesWas = collection.readable.length;
  const wanted = args.need('index');
  await engine.store.write(() => {
    for (const index of chosenIndexes(collection, wanted)) engine.catalog.dropIndex(collection, index);
  });
  return Reply.of({ nIndexesWas });
};

function chosenIndexes(collection: Collection, wanted: Value): Index[] {
  if (wanted.isArray) return wanted.items().flatMap((item) => chosenIndexes(collection, item));
  if (wanted.type === BsonType.string && wanted.text() === '*') return collection.readable.slice(1);
  const index = collection.indexNamed(wanted);
  if (!index) throw new CommandError(27, `index not found with name [${wanted.toJs()}]`);
  if (index.name === '_id_') throw new CommandError(72, 'cannot drop _id index');
  return [index];
}
