import { CommandError, typeMismatch } from '../errors.js';
import { isNumber, isTruthy, toInteger, toNumber } from '../bson/number.js';
import { ElementCursor, type Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';

/** A set of field names, written as one text. */
export const names = (text: string, more: Iterable<string> = []): ReadonlySet<string> =>
  new Set([...text.split(' '), ...more]);

/** Fields that any command may carry. */
const GENERIC = names(
  '$db lsid $clusterTime $readPreference readConcern writeConcern comment maxTimeMS apiVersion apiStrict ' +
    'apiDeprecationErrors txnNumber autocommit startTransaction bypassDocumentValidation $audit $client ' +
    '$configServerState mayBypassWriteBlocking',
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

  get(name: string): Value | undefined {
    const value = this.fields.get(name);
    return value?.type === BsonType.null || value?.type === BsonType.undefined ? undefined : value;
  }

  document(name: string): Value | undefined {
    return this.typed(name, BsonType.document);
  }

  array(name: string): Value | undefined {
    return this.typed(name, BsonType.array);
  }

  /** A list of documents, sent inside of the command or as a sequence next to it. */
  documents(name: string): Value[] {
    const sequence = this.sequences?.get(name);
    if (sequence) return sequence;
    const list = this.array(name);
    if (!list) throw new CommandError(40414, `BSON field '${name}' is missing but a required field`);
    const items = list.items();
    if (items.some((item) => !item.isDocument)) throw typeMismatch(`BSON field '${name}' must hold objects`);
    return items;
  }

  string(name: string): string | undefined {
    return this.typed(name, BsonType.string)?.text();
  }

  flag(name: string): boolean {
    const value = this.get(name);
    if (value && value.type !== BsonType.bool && !isNumber(value)) throw this.mismatch(name, value, 'bool');
    return isTruthy(value);
  }

  integer(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (!isNumber(value)) throw this.mismatch(name, value, 'number');
    return toInteger(value) ?? Math.trunc(toNumber(value));
  }

  /** An integer that may not be negative. */
  size(name: string): number | undefined {
    const size = this.integer(name);
    if (size !== undefined && !(size >= 0)) {
      throw new CommandError(51024, `BSON field '${name}' value must be >= 0, actual value '${size}'`);
    }
    return size;
  }

  private typed(name: string, type: number): Value | undefined {
    const value = this.get(name);
    if (value && value.type !== type) throw this.mismatch(name, value, typeName(type));
    return value;
  }

  private mismatch(name: string, value: Value, wanted: string): CommandError {
    return typeMismatch(`BSON field '${name}' is the wrong type '${typeName(value.type)}', expected type '${wanted}'`);
  }
}
