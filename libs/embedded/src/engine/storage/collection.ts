import { CommandError } from '../errors.js';
import { makeDocument } from '../bson/writer.js';
import { lookup, nameBytes, Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { compileFilter, type Matcher } from '../query/match.js';
import { collectValues } from '../query/path.js';
import { type Index } from './index-definition.js';
import { documentKey, recordBytes, type Store } from './store.js';

const NOTHING = Buffer.alloc(0);

/** Documents and index keys of one collection. The writing methods run inside `Store.write` only. */
export class Collection {
  indexes: Index[] = [];
  count = 0;
  nextRecord = 1;
  /** Set by the catalog: stores what a write has learned about an index. */
  onIndexChange: () => void = () => {};

  constructor(
    private readonly store: Store,
    readonly id: number,
    public db: string,
    public name: string,
    readonly uuid: Buffer,
    public options: Value,
  ) {
    this.setOptions(options);
  }

  setOptions(options: Value): void {
    const filter = options.get('validator');
    this.validator = filter && !filter.isEmpty ? compileFilter(filter) : undefined;
    this.options = options;
  }

  /** Throws when the collection's validator does not accept the document. */
  validate(document: Value): void {
    if (!this.validator || this.validator(document)) return;
    const errInfo = makeDocument((writer) => {
      const id = idOf(document);
      if (id) writer.value(nameBytes('failingDocumentId'), id);
      const details = writer.open(BsonType.document, nameBytes('details'));
      writer.string('operatorName', 'validator');
      writer.close(details);
    });
    throw new CommandError(121, 'Document failed validation', { errInfo });
  }

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  get readable(): Index[] {
    return this.indexes.filter((index) => index.ready);
  }

  read(record: number): Value | undefined {
    const bytes = this.store.docs.getBinary(documentKey(this.id, record));
    return bytes && new Value(BsonType.document, bytes as Buffer, 0, bytes.length);
  }

  /** The record of a unique key. */
  find(key: Buffer): number | undefined {
    const record = this.store.keys.getBinary(key) as Buffer | undefined;
    return record && record.readUIntBE(0, 6);
  }

  /** All unique keys are checked before anything is put, so a refusal leaves nothing behind. */
  insert(document: Value): void {
    const keys = this.indexes.map((index) => this.freeKeys(index, document));
    const record = this.nextRecord++;
    const bytes = recordBytes(record);
    this.store.docs.putSync(documentKey(this.id, record), document.bytes());
    this.indexes.forEach((index, i) => keys[i]!.forEach((key) => this.putKey(index, key, bytes)));
    this.count++;
    this.noteIndexes();
  }

  replace(record: number, before: Value, after: Value): void {
    const bytes = recordBytes(record);
    const changes = this.indexes.map((index) => difference(index.keysOf(before), index.keysOf(after)));
    changes.forEach(({ added }, i) => {
      const index = this.indexes[i]!;
      if (index.unique && added.some((key) => this.find(key) !== undefined)) throw this.duplicate(index, after);
    });
    changes.forEach(({ added, removed }, i) => {
      for (const key of removed) this.removeKey(this.indexes[i]!, key, bytes);
      for (const key of added) this.putKey(this.indexes[i]!, key, bytes);
    });
    this.store.docs.putSync(documentKey(this.id, record), after.bytes());
    this.noteIndexes();
  }

  remove(record: number, document: Value): void {
    const bytes = recordBytes(record);
    for (const index of this.indexes) for (const key of index.keysOf(document)) this.removeKey(index, key, bytes);
    this.store.docs.removeSync(documentKey(this.id, record));
    this.count--;
  }

  /** Adds the keys of one stored document to a new index. */
  addToIndex(index: Index, record: number, document: Value): void {
    const bytes = recordBytes(record);
    for (const key of index.keysOf(document)) {
      const holder = index.unique ? this.find(key) : undefined;
      if (holder !== undefined && holder !== record) throw this.duplicate(index, document);
      this.putKey(index, key, bytes);
    }
  }

  private freeKeys(index: Index, document: Value): Buffer[] {
    const keys = index.keysOf(document);
    if (index.unique) for (const key of keys) if (this.find(key) !== undefined) throw this.duplicate(index, document);
    return keys;
  }

  private putKey(index: Index, key: Buffer, record: Buffer): void {
    if (index.unique) this.store.keys.putSync(key, record);
    else this.store.keys.putSync(Buffer.concat([key, record]), NOTHING);
  }

  private removeKey(index: Index, key: Buffer, record: Buffer): void {
    this.store.keys.removeSync(index.unique ? key : Buffer.concat([key, record]));
  }

  private noteIndexes(): void {
    for (const index of this.indexes) {
      const state = index.truncated ? index.multikey.length + 1 : 0;
      const now = index.multikey.filter(Boolean).length + state;
      if (now === this.noted.get(index.id)) continue;
      if (now > 0 || this.noted.has(index.id)) this.onIndexChange();
      this.noted.set(index.id, now);
    }
  }

  private validator: Matcher | undefined;
  private readonly noted = new Map<number, number>();

  private duplicate(index: Index, document: Value): CommandError {
    const values = index.fields.map(({ path }) => {
      const found: (Value | undefined)[] = [];
      collectValues(document, path, found);
      return [path.text, found[0]] as const;
    });
    const shown = values.map(([name, value]) => `${name}: ${show(value)}`).join(', ');
    const keyValue = makeDocument((writer) => {
      for (const [name, value] of values) {
        if (value) writer.value(nameBytes(name), value);
        else writer.null(name);
      }
    });
    return new CommandError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${index.name} dup key: { ${shown} }`,
      { keyPattern: index.key, keyValue },
    );
  }
}

export const idOf = (document: Value): Value | undefined => lookup(document, ID);
const ID = nameBytes('_id');

function difference(before: Buffer[], after: Buffer[]): { added: Buffer[]; removed: Buffer[] } {
  if (before.length === 1 && after.length === 1) {
    return before[0]!.equals(after[0]!) ? UNCHANGED : { added: after, removed: before };
  }
  const old = new Set(before.map((key) => key.toString('latin1')));
  const now = new Set(after.map((key) => key.toString('latin1')));
  return {
    added: after.filter((key) => !old.has(key.toString('latin1'))),
    removed: before.filter((key) => !now.has(key.toString('latin1'))),
  };
}

const UNCHANGED = { added: [], removed: [] };

/** A value as the shell writes it, for messages. */
export function show(value: Value | undefined): string {
  if (value === undefined) return 'null';
  switch (value.type) {
    case BsonType.string:
      return JSON.stringify(value.text());
    case BsonType.objectId:
      return `ObjectId('${value.bytes().toString('hex')}')`;
    case BsonType.date:
      return `new Date(${value.buf.readBigInt64LE(value.start)})`;
    case BsonType.document:
      return value.isEmpty
        ? '{}'
        : `{ ${value
            .entries()
            .map(([k, v]) => `${k}: ${show(v)}`)
            .join(', ')} }`;
    case BsonType.array:
      return `[ ${value.items().map(show).join(', ')} ]`;
    default:
      return String(value.toJs());
  }
}
