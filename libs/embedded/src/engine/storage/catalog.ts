import { randomUUID } from 'node:crypto';
import { Binary } from 'bson';
import { CommandError } from '../errors.js';
import { makeArray, makeDocument } from '../bson/writer.js';
import { isTruthy, toNumber } from '../bson/number.js';
import { nameBytes, Value } from '../bson/raw.js';
import { equalValues } from '../bson/compare.js';
import { Collection } from './collection.js';
import { checkIndexSpec, Index } from './index-definition.js';
import { documentKey, idPrefix, type Store } from './store.js';

const ID_INDEX = Value.from({ v: 2, key: { _id: 1 }, name: '_id_' });
const EMPTY = Value.from({});
const SLICE = 500;

/** Which collections, views and indexes exist, in memory and in the `meta` database. */
export class Catalog {
  private collections = new Map<string, Collection>();
  private nextId = 1;
  /** Something dropped still takes up space. */
  hasRubbish = true;

  constructor(readonly store: Store) {
    this.load();
    store.onRollback = () => this.load();
  }

  get(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }

  inDatabase(db: string): Collection[] {
    return this.all().filter((collection) => collection.db === db);
  }

  /** Reads everything again from the files. */
  load(): void {
    this.collections = new Map();
    const counter = this.store.meta.getBinary('nextId') as Buffer | undefined;
    this.nextId = counter ? counter.readUInt32BE(0) : 1;
    for (const { value } of this.store.meta.getRange({ start: 'c:', end: 'c;' })) {
      const collection = this.read(Value.document(value));
      this.collections.set(collection.namespace, collection);
    }
  }

  private read(entry: Value): Collection {
    const uuid = Buffer.from(entry.get('uuid')!.bytes().subarray(5));
    const [db, name] = [entry.get('db')!.text(), entry.get('name')!.text()];
    const id = toNumber(entry.get('id')!);
    const collection = this.make(id, db, name, uuid, entry.get('options')!);
    for (const item of entry.get('indexes')!.items()) {
      const index = new Index(toNumber(item.get('id')!), item.get('spec')!);
      index.multikey = item.get('multikey')!.items().map(isTruthy);
      index.truncated = isTruthy(item.get('truncated'));
      collection.indexes.push(index);
    }
    const range = { start: documentKey(id, 0), end: documentKey(id + 1, 0) };
    collection.count = Number(this.store.docs.getKeysCount(range));
    const last = { start: range.end, end: range.start, reverse: true, limit: 1 };
    for (const key of this.store.docs.getKeys(last)) collection.nextRecord = key.readUIntBE(4, 6) + 1;
    return collection;
  }

  private make(id: number, db: string, name: string, uuid: Buffer, options: Value): Collection {
    const collection = new Collection(this.store, id, db, name, uuid, options);
    collection.onIndexChange = () => this.save(collection);
    return collection;
  }

  // The following change the catalog and run inside `Store.write` only.

  save(collection: Collection): void {
    const indexes = collection.readable.map((index) =>
      makeDocument((writer) => {
        writer.int('id', index.id);
        writer.value(nameBytes('spec'), index.spec);
        writer.value(nameBytes('multikey'), makeArray(index.multikey.map((on) => Value.from(on))));
        writer.bool('truncated', index.truncated);
      }),
    );
    const entry = makeDocument((writer) => {
      writer.int('id', collection.id);
      writer.string('db', collection.db);
      writer.string('name', collection.name);
      writer.value(nameBytes('uuid'), Value.from(new Binary(collection.uuid, Binary.SUBTYPE_UUID)));
      writer.value(nameBytes('options'), collection.options);
      writer.value(nameBytes('indexes'), makeArray(indexes));
    });
    this.store.meta.putSync(`c:${collection.namespace}`, entry.bytes());
  }

  private takeId(): number {
    const id = this.nextId++;
    const next = Buffer.allocUnsafe(4);
    next.writeUInt32BE(this.nextId);
    this.store.meta.putSync('nextId', next);
    return id;
  }

  create(db: string, name: string, options: Value = EMPTY): Collection {
    checkNamespace(db, name);
    const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
    const collection = this.make(this.takeId(), db, name, uuid, options);
    collection.indexes.push(new Index(this.takeId(), ID_INDEX));
    this.collections.set(collection.namespace, collection);
    this.save(collection);
    return collection;
  }

  getOrCreate(db: string, name: string): Collection {
    return this.collections.get(`${db}.${name}`) ?? this.create(db, name);
  }

  drop(collection: Collection): void {
    this.collections.delete(collection.namespace);
    this.store.meta.removeSync(`c:${collection.namespace}`);
    this.purge('docs', collection.id);
    for (const index of collection.indexes) this.purge('keys', index.id);
  }

  rename(collection: Collection, db: string, name: string): void {
    checkNamespace(db, name);
    this.collections.delete(collection.namespace);
    this.store.meta.removeSync(`c:${collection.namespace}`);
    collection.db = db;
    collection.name = name;
    this.collections.set(collection.namespace, collection);
    this.save(collection);
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index);
    this.save(collection);
    this.purge('keys', index.id);
  }

  /** Remembers that everything under this id is rubbish; `purgeSlice` removes it little by little. */
  purge(what: 'docs' | 'keys', id: number): void {
    this.store.meta.putSync(`g:${what}:${id}`, Buffer.alloc(0));
    this.hasRubbish = true;
  }

  /** Removes one slice of rubbish; false when none is left. */
  purgeSlice(): boolean {
    for (const key of [...this.store.meta.getKeys({ start: 'g:', end: 'g;', limit: 8 })]) {
      const [, what, id] = key.split(':');
      if (this.isBuilding(Number(id))) continue;
      const database = what === 'docs' ? this.store.docs : this.store.keys;
      const range = { start: idPrefix(Number(id)), end: idPrefix(Number(id) + 1), limit: SLICE };
      const rubbish = [...database.getKeys(range)];
      for (const each of rubbish) database.removeSync(each);
      if (rubbish.length < SLICE) this.store.meta.removeSync(key);
      return true;
    }
    this.hasRubbish = this.collectionsBuilding();
    return false;
  }

  private collectionsBuilding(): boolean {
    return this.all().some((collection) => collection.indexes.some((index) => !index.ready));
  }

  private isBuilding(id: number): boolean {
    return this.all().some((collection) => collection.indexes.some((index) => index.id === id && !index.ready));
  }

  /** Registers a new index that is not ready yet; undefined when the same one exists. */
  beginIndex(collection: Collection, spec: Value): Index | undefined {
    checkIndexSpec(spec);
    const name = spec.get('name')!.text();
    const key = spec.get('key')!;
    for (const index of collection.indexes) {
      const sameKey = equalValues(index.key, key);
      if (sameKey && index.name === '_id_') return undefined;
      if (index.name === name) {
        if (sameKey && sameOptions(index, spec)) return undefined;
        throw new CommandError(86, `An existing index has the same name as the requested index: ${name}`);
      }
      if (sameKey && sameFilter(index, spec)) {
        throw new CommandError(85, `Index already exists with a different name: ${index.name}`);
      }
    }
    const index = new Index(this.takeId(), spec.get('v') ? spec : withVersion(spec));
    index.ready = false;
    collection.indexes.push(index);
    this.purge('keys', index.id);
    return index;
  }

  finishIndex(collection: Collection, index: Index): void {
    index.ready = true;
    this.store.meta.removeSync(`g:keys:${index.id}`);
    this.save(collection);
  }

  abandonIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index);
  }
}

const withVersion = (spec: Value): Value =>
  makeDocument((writer) => {
    writer.int('v', 2);
    writer.raw(spec.buf, spec.start + 4, spec.end - 1);
  });

function sameFilter(index: Index, spec: Value): boolean {
  const filter = spec.get('partialFilterExpression');
  return index.partialFilter === undefined ? filter === undefined : equalValues(index.partialFilter, filter);
}

function sameOptions(index: Index, spec: Value): boolean {
  const expire = spec.get('expireAfterSeconds');
  return (
    index.unique === isTruthy(spec.get('unique')) &&
    index.sparse === isTruthy(spec.get('sparse')) &&
    index.expireAfterSeconds === (expire && toNumber(expire)) &&
    sameFilter(index, spec)
  );
}

export function checkNamespace(db: string, name: string): void {
  if (db === '' || db.length > 63 || /[/\\. "$\0]/.test(db))
    throw new CommandError(73, `Invalid database name: '${db}'`);
  if (name === '' || name.includes('$') || name.includes('\0') || name.startsWith('.') || name.endsWith('.')) {
    throw new CommandError(73, `Invalid collection name: ${name}`);
  }
  if (Buffer.byteLength(`${db}.${name}`) > 255) throw new CommandError(73, `Fully qualified namespace is too long`);
}
