import { EJSON } from 'bson';
import { CommandError } from '../errors.js';
import { equalValues } from '../bson/compare.js';
import { lookup, nameBytes, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { compileFilter } from '../query/match.js';
import { collectValues } from '../query/path.js';
import { type Index } from './index-keys.js';
import { documentKey, recordBytes, type Store } from './store.js';

const NOTHING = Buffer.alloc(0);

/** Documents and index keys of one collection. The writing methods run inside `Store.write` only. */
export class Collection {
  indexes: Index[] = [];
  count = 0;
  nextRecord = 1;
  dropped = false;

  constructor(
    private readonly store: Store,
    readonly id: number,
    public db: string,
    public name: string,
    /** A filter that every document must pass when it is written. */
    public validator: Value | undefined,
    /** Stores what a write has learned about an index. */
    private readonly save: (collection: Collection) => void,
  ) {}

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  get readable(): Index[] {
    return this.indexes.filter((index) => index.ready);
  }

  /** The index of that name or key. */
  indexNamed(wanted: Value): Index | undefined {
    return this.readable.find(({ key, name }) =>
      wanted.isDocument ? equalValues(key, wanted) : wanted.type === BsonType.string && name === wanted.text(),
    );
  }

  /** A document in memory that the next read uses again. */
  glance(record: number): Value | undefined {
    return this.store.document(documentKey(this.id, record));
  }

  read(record: number): Value | undefined {
    return this.glance(record)?.kept();
  }

  /** The record of a unique key. */
  find(key: Buffer): number | undefined {
    const record = this.store.keys.getBinaryFast(key) as Buffer | undefined;
    return record && record.readUIntBE(0, 6);
  }

  private validate(document: Value): void {
    if (!this.validator || compileFilter(this.validator)(document)) return;
    const errInfo = { failingDocumentId: idOf(document), details: { operatorName: 'validator' } };
    throw new CommandError(121, 'Document failed validation', { errInfo });
  }

  /** All unique keys are checked before anything is put, so a refusal leaves nothing behind. */
  insert(document: Value): void {
    this.validate(document);
    const record = this.nextRecord;
    const keys = this.indexes.map((index) => this.freeKeys(index, index.keysOf(document, record), document));
    this.nextRecord++;
    this.store.put(this.store.docs, documentKey(this.id, record), document.bytes());
    const bytes = recordBytes(record);
    this.indexes.forEach((index, i) => keys[i]!.forEach((key) => this.putKey(index, key, bytes)));
    this.count++;
    this.noteIndexes();
  }

  /** `touched`: names of the only fields that may differ. */
  replace(record: number, before: Value, after: Value, touched?: ReadonlySet<string>): void {
    this.validate(after);
    const indexes = touched ? this.indexes.filter((index) => index.concerns(touched)) : this.indexes;
    const changes = indexes.map((index) => difference(index.keysOf(before, record), index.keysOf(after, record)));
    indexes.forEach((index, i) => this.freeKeys(index, changes[i]!.added, after));
    const bytes = recordBytes(record);
    changes.forEach(({ added, removed }, i) => {
      for (const key of removed) this.store.remove(this.store.keys, key);
      for (const key of added) this.putKey(indexes[i]!, key, bytes);
    });
    this.store.put(this.store.docs, documentKey(this.id, record), after.bytes());
    this.noteIndexes();
  }

  remove(record: number, document: Value): void {
    for (const index of this.indexes) {
      for (const key of index.keysOf(document, record)) this.store.remove(this.store.keys, key);
    }
    this.store.remove(this.store.docs, documentKey(this.id, record));
    this.count--;
  }

  /** Adds the keys of one stored document to a new index; a write meanwhile may have put them already. */
  addToIndex(index: Index, record: number, document: Value): void {
    for (const key of index.keysOf(document, record)) {
      if (index.unique && this.find(key) !== record) this.freeKeys(index, [key], document);
      this.putKey(index, key, recordBytes(record));
    }
  }

  private freeKeys(index: Index, keys: Buffer[], document: Value): Buffer[] {
    if (index.unique && keys.some((key) => this.find(key) !== undefined)) throw this.duplicate(index, document);
    return keys;
  }

  private putKey(index: Index, key: Buffer, record: Buffer): void {
    this.store.put(this.store.keys, key, index.unique ? record : NOTHING);
  }

  private noteIndexes(): void {
    if (!this.indexes.some(({ changed }) => changed)) return;
    for (const index of this.indexes) index.changed = false;
    this.save(this);
  }

  private duplicate(index: Index, document: Value): CommandError {
    const values = index.fields.map(({ path }) => {
      const found: (Value | undefined)[] = [];
      collectValues(document, path, found);
      return [path.text, found[0]] as const;
    });
    const shown = values.map(([name, value]) => `${name}: ${show(value)}`).join(', ');
    return new CommandError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${index.name} dup key: { ${shown} }`,
      { keyPattern: index.key, keyValue: new Map(values.map(([name, value]) => [name, value ?? null])) },
    );
  }
}

const ID = nameBytes('_id');
export const idOf = (document: Value): Value | undefined => lookup(document, ID);

const UNCHANGED = { added: [], removed: [] };

function difference(before: Buffer[], after: Buffer[]): { added: Buffer[]; removed: Buffer[] } {
  if (before.length === 1 && after.length === 1 && before[0]!.equals(after[0]!)) return UNCHANGED;
  return { added: without(after, before), removed: without(before, after) };
}

function without(keys: Buffer[], others: Buffer[]): Buffer[] {
  const known = new Set(others.map((key) => key.toString('latin1')));
  return keys.filter((key) => !known.has(key.toString('latin1')));
}

/** A value for messages. */
export const show = (value: Value | undefined): string => EJSON.stringify(value?.toJs() ?? null);
