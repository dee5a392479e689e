import { createHash } from 'node:crypto';
import { CommandError, unsupported } from '../errors.js';
import { KeyWriter } from '../bson/key-string.js';
import { isNumber, isTruthy, toNumber } from '../bson/number.js';
import { lookup, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { compileFilter, type Matcher } from '../query/match.js';
import { collectValues, parsePath, type Path } from '../query/path.js';

/** LMDB takes keys of up to 1,978 bytes. */
const MAX_KEY = 1800;

export interface IndexField {
  path: Path;
  descending: boolean;
}

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'hidden',
  'ns',
  'prepareUnique',
]);

/** One index: what it is over, and how a document becomes its keys. */
export class Index {
  readonly name: string;
  readonly fields: IndexField[];
  readonly key: Value;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilter: Value | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** Per field: some document has an array there. */
  multikey: boolean[];
  /** Some key was longer than LMDB takes and is only right up to its first bytes. */
  truncated = false;
  /** False while it is being built: kept up to date, but not used for reading. */
  ready = true;
  private readonly partial: Matcher | undefined;

  constructor(
    readonly id: number,
    readonly spec: Value,
  ) {
    this.name = spec.get('name')!.text();
    this.key = spec.get('key')!;
    this.fields = this.key.entries().map(([name, direction]) => ({
      path: parsePath(name),
      descending: toNumber(direction) < 0,
    }));
    this.unique = this.name === '_id_' || isTruthy(spec.get('unique'));
    this.sparse = isTruthy(spec.get('sparse'));
    this.partialFilter = spec.get('partialFilterExpression');
    this.partial = this.partialFilter && compileFilter(this.partialFilter);
    const expire = spec.get('expireAfterSeconds');
    this.expireAfterSeconds = expire && toNumber(expire);
    this.multikey = this.fields.map(() => false);
  }

  get isMultikey(): boolean {
    return this.multikey.includes(true);
  }

  /** Keys of a document without the record; notes arrays and long keys on the way. */
  keysOf(document: Value): Buffer[] {
    if (this.partial && !this.partial(document)) return [];
    if (this.fields.length === 1) {
      const { path } = this.fields[0]!;
      if (path.names.length === 1) {
        const value = lookup(document, path.bytes[0]!);
        if (value === undefined && this.sparse) return [];
        if (value === undefined || !value.isArray) return [this.encode([value])];
      }
    }
    const lists = this.fields.map((field, i) => {
      const list: (Value | undefined)[] = [];
      if (collectValues(document, field.path, list)) this.multikey[i] = true;
      return list;
    });
    if (this.sparse && lists.every((list) => list.every((value) => value === undefined))) return [];
    if (lists.every((list) => list.length === 1)) return [this.encode(lists.map((list) => list[0]))];
    return this.combine(lists);
  }

  private combine(lists: (Value | undefined)[][]): Buffer[] {
    const long = lists.map((list, i) => (list.length > 1 ? i : -1)).filter((i) => i >= 0);
    if (long.length > 1 && !sharePrefix(long.map((i) => this.fields[i]!.path))) {
      const [a, b] = long.map((i) => this.fields[i]!.path.text);
      throw new CommandError(171, `cannot index parallel arrays [${b}] [${a}]`);
    }
    let rows: (Value | undefined)[][] = [[]];
    for (const list of lists) rows = rows.flatMap((row) => list.map((value) => [...row, value]));
    const unique = new Map<string, Buffer>();
    for (const row of rows) {
      const key = this.encode(row);
      unique.set(key.toString('latin1'), key);
    }
    return [...unique.values()];
  }

  private encode(values: (Value | undefined)[]): Buffer {
    writer.reset().uint32(this.id);
    for (let i = 0; i < values.length; i++) {
      const start = writer.length;
      writer.value(values[i]);
      if (this.fields[i]!.descending) writer.invertFrom(start);
    }
    if (writer.length <= MAX_KEY) return writer.copy();
    this.truncated = true;
    return shorten(writer.view());
  }
}

const writer = new KeyWriter();

/** Equal keys stay equal and others differ; order holds for the first bytes only. */
export function shorten(key: Buffer): Buffer {
  if (key.length <= MAX_KEY) return key;
  return Buffer.concat([key.subarray(0, MAX_KEY), createHash('sha256').update(key).digest()]);
}

function sharePrefix(paths: Path[]): boolean {
  return paths.every((path) => path.names.length > 1 && path.names[0] === paths[0]!.names[0]);
}

/** Checks a requested index and fills in its name and version. */
export function checkIndexSpec(spec: Value): void {
  const key = spec.get('key');
  if (!key?.isDocument || key.isEmpty) throw new CommandError(67, 'Index keys cannot be empty.');
  if (spec.get('name')?.type !== BsonType.string) {
    throw new CommandError(9, "The 'name' field is a required property of an index specification");
  }
  for (const [name, direction] of key.entries()) {
    if (direction.type === BsonType.string) throw unsupported(`an index of type '${direction.text()}'`);
    if (!isNumber(direction) || toNumber(direction) === 0 || Number.isNaN(toNumber(direction))) {
      throw new CommandError(67, `Values in the index key pattern must be numbers other than 0: ${name}`);
    }
    if (name === '' || name.split('.').includes('')) throw new CommandError(67, 'Index keys cannot be an empty field.');
    if (name.includes('$**')) throw unsupported('a wildcard index');
    if (name.startsWith('$')) throw new CommandError(67, "Index key contains an illegal field name: '$' at the start.");
  }
  for (const [name, value] of spec.entries()) {
    if (name === 'collation') {
      if (value.get('locale')?.text() !== 'simple') throw unsupported('an index with a collation');
    } else if (!OPTIONS.has(name)) {
      throw new CommandError(197, `The field '${name}' is not valid for an index specification`);
    }
  }
  const partial = spec.get('partialFilterExpression');
  if (partial) {
    if (!partial.isDocument) throw new CommandError(67, "'partialFilterExpression' must be an object");
    if (isTruthy(spec.get('sparse'))) {
      throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    }
    compileFilter(partial);
  }
  const expire = spec.get('expireAfterSeconds');
  if (expire && (!isNumber(expire) || toNumber(expire) < 0)) {
    throw new CommandError(67, 'TTL index expireAfterSeconds must be a number of at least 0');
  }
  if (expire && key.entries().length > 1) {
    throw new CommandError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
}
