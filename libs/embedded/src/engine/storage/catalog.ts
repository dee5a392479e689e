import { CommandError } from '../errors.js';
import { documentOf } from '../bson/writer.js';
import { isTruthy, toNumber } from '../bson/number.js';
import { Value } from '../bson/raw.js';
import { equalValues } from '../bson/compare.js';
import { Collection } from './collection.js';
import { Index } from './index-keys.js';
import { documentKey, idPrefix, type Store } from './store.js';

const ID_INDEX = documentOf({ v: 2, key: { _id: 1 }, name: '_id_' });
const SLICE = 1000;

/** Which collections and indexes exist, in memory and in the `meta` database. */
export class Catalog {
  private collections = new Map<string, Collection>();
  private nextId = 1;

  constructor(private readonly store: Store) {
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
    for (const collection of this.all()) collection.dropped = true;
    this.collections.clear();
    this.nextId = (this.store.meta.getBinary('nextId') as Buffer | undefined)?.readUInt32BE(0) ?? 1;
    for (const { value } of this.store.meta.getRange({ start: 'c:', end: 'c;' })) this.read(Value.document(value));
  }

  private read(entry: Value): void {
    const [db, name] = [entry.get('db')!.text(), entry.get('name')!.text()];
    const collection = this.register(toNumber(entry.get('id')!), db, name, entry.get('validator'));
    for (const item of entry.get('indexes')!.items()) {
      const index = new Index(toNumber(item.get('id')!), item.get('spec')!);
      index.multikey = item.get('multikey')!.items().map(isTruthy);
      index.truncated = isTruthy(item.get('truncated'));
      collection.indexes.push(index);
    }
    if (this.store.options.readOnly) return;
    const range = { start: documentKey(collection.id, 0), end: documentKey(collection.id + 1, 0) };
    collection.count = Number(this.store.docs.getKeysCount(range));
    const last = { start: range.end, end: range.start, reverse: true, limit: 1 };
    for (const key of this.store.docs.getKeys(last)) collection.nextRecord = key.readUIntBE(4, 6) + 1;
  }

  private register(id: number, db: string, name: string, validator?: Value): Collection {
    const collection = new Collection(this.store, id, db, name, validator, (changed) => this.save(changed));
    this.collections.set(collection.namespace, collection);
    return collection;
  }

  // The following change the catalog and run inside `Store.write` only.

  save(collection: Collection): void {
    const { id, db, name, validator } = collection;
    const indexes = collection.readable.map(({ id, spec, multikey, truncated }) => ({ id, spec, multikey, truncated }));
    const entry = documentOf({ id, db, name, validator, indexes });
    this.put(`c:${collection.namespace}`, entry.bytes());
  }

  private takeId(): number {
    const id = this.nextId++;
    this.put('nextId', idPrefix(this.nextId));
    return id;
  }

  private put(key: string, value: Buffer): void {
    this.store.unlogged = true;
    this.store.meta.putSync(key, value);
  }

  create(db: string, name: string, validator?: Value): Collection {
    checkNamespace(db, name);
    const collection = this.register(this.takeId(), db, name, validator);
    collection.indexes.push(new Index(this.takeId(), ID_INDEX));
    this.save(collection);
    return collection;
  }

  getOrCreate(db: string, name: string): Collection {
    return this.collections.get(`${db}.${name}`) ?? this.create(db, name);
  }

  private forget({ namespace }: Collection): void {
    this.store.unlogged = true;
    this.collections.delete(namespace);
    this.store.meta.removeSync(`c:${namespace}`);
  }

  drop(collection: Collection): void {
    this.forget(collection);
    collection.dropped = true;
    this.clear(this.store.docs, collection.id);
    for (const { id } of collection.indexes) this.clear(this.store.keys, id);
  }

  rename(collection: Collection, db: string, name: string): void {
    checkNamespace(db, name);
    this.forget(collection);
    collection.db = db;
    collection.name = name;
    this.collections.set(collection.namespace, collection);
    this.save(collection);
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index);
    if (index.ready) this.save(collection);
    this.clear(this.store.keys, index.id);
  }

  /** Registers a new index, which counts when it is finished; undefined when the same one exists. */
  beginIndex(collection: Collection, spec: Value): Index | undefined {
    const versioned = spec.get('v') ? spec : documentOf(new Map<string, unknown>([['v', 2], ...spec.entries()]));
    const wanted = new Index(this.takeId(), versioned);
    for (const index of collection.indexes) {
      const sameKey = equalValues(index.key, wanted.key);
      const same = sameKey && equalValues(index.partialFilter, wanted.partialFilter);
      if (sameKey && index.name === '_id_') return undefined;
      if (index.name === wanted.name) {
        if (same && (['unique', 'sparse', 'expireAfterSeconds'] as const).every((it) => index[it] === wanted[it])) {
          return undefined;
        }
        throw new CommandError(86, `An existing index has the same name as the requested index: ${index.name}`);
      }
      if (same) throw new CommandError(85, `Index already exists with a different name: ${index.name}`);
    }
    wanted.ready = false;
    collection.indexes.push(wanted);
    return wanted;
  }

  finishIndex(collection: Collection, index: Index): void {
    index.ready = true;
    this.save(collection);
  }

  /** Removes everything under an id. */
  private clear(database: Store['keys'], id: number): void {
    this.store.unlogged = true;
    const some = () => [...database.getKeys({ start: idPrefix(id), end: idPrefix(id + 1), limit: SLICE })];
    for (let keys = some(); keys.length > 0; keys = some()) for (const key of keys) database.removeSync(key);
  }
}

export function checkNamespace(db: string, name: string): void {
  if (db === '' || db.length > 63 || /[/\\. "$\0]/.test(db))
    throw new CommandError(73, `Invalid database name: '${db}'`);
  if (name === '' || /[$\0]|^\.|\.$/.test(name)) throw new CommandError(73, `Invalid collection name: ${name}`);
  if (Buffer.byteLength(`${db}.${name}`) > 255) throw new CommandError(73, `Fully qualified namespace is too long`);
}
