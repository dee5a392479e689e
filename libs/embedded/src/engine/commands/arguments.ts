import { CommandError, typeMismatch } from '../errors.js';
import { isNumber, isTruthy, toInteger, toNumber } from '../bson/number.js';
import { ElementCursor, type Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';

/** Fields that any command may carry. */
const GENERIC = new Set(
  (
    '$db lsid $clusterTime $readPreference readConcern writeConcern comment maxTimeMS apiVersion apiStrict ' +
    'apiDeprecationErrors txnNumber autocommit startTransaction bypassDocumentValidation $audit $client ' +
    '$configServerState mayBypassWriteBlocking'
  ).split(' '),
);

/** The fields of a command (or of one of its statements), read by name and type. */
export class Arguments {
  readonly fields = new Map<string, Value>();

  constructor(
    readonly command: Value,
    private readonly sequences?: Map<string, Value[]>,
  ) {
    const cursor = new ElementCursor(command);
    while (cursor.next()) this.fields.set(cursor.name(), cursor.value());
  }

  /** Refuses a field that this command does not know, so that nothing asked for is silently left out. */
  only(name: string, allowed: ReadonlySet<string>): this {
    for (const field of this.fields.keys()) {
      if (field !== name && !allowed.has(field) && !GENERIC.has(field)) {
        throw new CommandError(40415, `BSON field '${name}.${field}' is an unknown field.`);
      }
    }
    return this;
  }

  /** Null counts as not given. */
  get(name: string): Value | undefined {
    const value = this.fields.get(name);
    return value?.type === BsonType.null || value?.type === BsonType.undefined ? undefined : value;
  }

  need(name: string): Value {
    const value = this.get(name);
    if (!value) throw new CommandError(40414, `BSON field '${name}' is missing but a required field`);
    return value;
  }

  document(name: string): Value | undefined {
    return this.typed(name, BsonType.object);
  }

  array(name: string): Value | undefined {
    return this.typed(name, BsonType.array);
  }

  /** A list of documents, sent inside of the command or as a sequence next to it. */
  documents(name: string): Value[] {
    const sequence = this.sequences?.get(name);
    if (sequence) return sequence;
    this.need(name);
    const items = this.array(name)!.items();
    if (items.some((item) => !item.isDocument)) throw typeMismatch(`BSON field '${name}' must hold objects`);
    return items;
  }

  string(name: string): string | undefined {
    return this.typed(name, BsonType.string)?.text();
  }

  flag(name: string): boolean {
    const value = this.get(name);
    if (value && value.type !== BsonType.bool && !isNumber(value)) throw mismatch(name, value, 'bool');
    return isTruthy(value);
  }

  /** An integer that may not be negative. */
  size(name: string): number | undefined {
    const size = this.integer(name);
    if (size === undefined || size >= 0) return size;
    throw new CommandError(51024, `BSON field '${name}' value must be >= 0, actual value '${size}'`);
  }

  integer(name: string): number | undefined {
    const value = this.get(name);
    if (value && !isNumber(value)) throw mismatch(name, value, 'number');
    return value && (toInteger(value) ?? Math.trunc(toNumber(value)));
  }

  private typed(name: string, type: number): Value | undefined {
    const value = this.get(name);
    if (value && value.type !== type) throw mismatch(name, value, typeName(type));
    return value;
  }
}

const mismatch = (name: string, value: Value, wanted: string) =>
  typeMismatch(`BSON field '${name}' is the wrong type '${typeName(value.type)}', expected type '${wanted}'`);
