import { createHash } from 'node:crypto';
import { CommandError, unsupported } from '../errors.js';
import { KeyWriter } from '../bson/key-string.js';
import { isNumber, isTruthy, toNumber } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { compileFilter, type Matcher } from '../query/match.js';
import { collectValues, parsePath, type Path } from '../query/path.js';

/** LMDB takes keys of up to 1,978 bytes; longer ones are stored as their first bytes and a digest. */
export const MAX_KEY = 1800;

const OPTIONS = new Set('v key name unique sparse partialFilterExpression expireAfterSeconds background ns'.split(' '));

const writer = new KeyWriter();

/** One index: what it is over, and how a document becomes its keys. */
export class Index {
  readonly name: string;
  readonly key: Value;
  readonly fields: { path: Path; descending: boolean }[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilter: Value | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** Per field: some document has an array there. */
  multikey: boolean[];
  /** Some key was longer than LMDB takes and is only right up to its first bytes. */
  truncated = false;
  /** `multikey` or `truncated` differs from what is stored. */
  changed = false;
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

  /** Whether the keys of a document may be others when the fields of these names have changed. */
  concerns(names: ReadonlySet<string>): boolean {
    return this.partial !== undefined || this.fields.some(({ path }) => names.has(path.names[0]!));
  }

  /** The keys of a document as they are stored; those of an index that is not unique end with the record. */
  keysOf(document: Value, record: number): Buffer[] {
    if (this.partial && !this.partial(document)) return [];
    const lists = this.fields.map(({ path }, i) => {
      const list: (Value | undefined)[] = [];
      if (collectValues(document, path, list) && !this.multikey[i]) this.multikey[i] = this.changed = true;
      return list;
    });
    if (this.sparse && lists.every((list) => list.every((value) => value === undefined))) return [];
    if (lists.every((list) => list.length === 1)) return [this.encode(lists, record)];
    this.refuseParallel(lists);
    let rows: (Value | undefined)[][][] = [[]];
    for (const list of lists) rows = rows.flatMap((row) => list.map((value) => [...row, [value]]));
    const keys = rows.map((row) => this.encode(row, record));
    return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
  }

  private refuseParallel(lists: unknown[][]): void {
    const [first, ...others] = this.fields.filter((_, i) => lists[i]!.length > 1).map(({ path }) => path);
    for (const { names, text } of others) {
      if (names.length > 1 && first!.names.length > 1 && names[0] === first!.names[0]) continue;
      throw new CommandError(171, `cannot index parallel arrays [${text}] [${first!.text}]`);
    }
  }

  /** The first value of each field. */
  private encode(values: (Value | undefined)[][], record: number): Buffer {
    writer.reset().uint32(this.id);
    for (let i = 0; i < values.length; i++) {
      const start = writer.length;
      writer.value(values[i]![0]);
      if (this.fields[i]!.descending) writer.invertFrom(start);
    }
    if (writer.length > MAX_KEY) {
      if (!this.truncated) this.truncated = this.changed = true;
      const digest = createHash('sha256').update(writer.view()).digest();
      writer.length = MAX_KEY;
      writer.bytes(digest);
    }
    if (!this.unique) writer.record(record);
    return writer.copy();
  }
}

/** Checks a requested index. */
export function checkIndexSpec(spec: Value): void {
  const key = spec.get('key');
  demand(key?.isDocument && !key.isEmpty, 67, 'Index keys cannot be empty.');
  demand(spec.get('name')?.type === BsonType.string, 9, "The 'name' field is a required property of an index");
  for (const [name, direction] of key!.entries()) {
    if (direction.type === BsonType.string) throw unsupported(`an index of type '${direction.text()}'`);
    if (name.includes('$**')) throw unsupported('a wildcard index');
    demand(isNumber(direction) && toNumber(direction), 67, `The index direction of '${name}' must not be 0`);
    demand(!name.split('.').includes(''), 67, 'Index keys cannot be an empty field.');
    demand(!name.startsWith('$'), 67, "Index key contains an illegal field name: '$' at the start.");
  }
  for (const [name, value] of spec.entries()) {
    if (name !== 'collation') demand(OPTIONS.has(name), 197, `'${name}' is not valid for an index specification`);
    else if (value.get('locale')?.text() !== 'simple') throw unsupported('an index with a collation');
  }
  const partial = spec.get('partialFilterExpression');
  demand(!partial || partial.isDocument, 67, "'partialFilterExpression' must be an object");
  demand(!partial || !isTruthy(spec.get('sparse')), 67, 'cannot mix "partialFilterExpression" and "sparse" options');
  if (partial) compileFilter(partial);
  const expire = spec.get('expireAfterSeconds');
  demand(!expire || toNumber(expire) >= 0, 67, 'TTL index expireAfterSeconds must be a number of at least 0');
  demand(!expire || key!.entries().length === 1, 67, 'TTL indexes are single-field indexes');
}

function demand(holds: unknown, code: number, message: string): void {
  if (!holds) throw new CommandError(code, message);
}
