import { ObjectId } from 'bson';
import { CommandError } from '../errors.js';
import { nameBytes, Value } from '../bson/raw.js';
import { BsonType, typeName } from '../bson/types.js';
import { build } from '../bson/writer.js';
import { idOf } from '../storage/collection.js';

export const MAX_DOCUMENT = 16 * 2 ** 20;
const ID = nameBytes('_id');

/** A new document as it is stored: checked, with its `_id` in front. */
export function insertable(document: Value): Value {
  checkSize(document);
  const id = idOf(document);
  if (id) checkId(id);
  return withIdFirst(document, id ?? newId());
}

export const newId = (): Value => new Value(BsonType.objectId, Buffer.from(new ObjectId().id), 0, 12);

/** `_id` goes first; everything else keeps its place. */
export function withIdFirst(document: Value, id = idOf(document)): Value {
  if (!id || (document.firstName() === '_id' && id.buf === document.buf)) return document;
  return build((writer) => {
    writer.value(ID, id);
    for (const [name, value] of document.entries()) if (name !== '_id') writer.value(nameBytes(name), value);
  });
}

export function checkSize({ start, end }: Value): void {
  if (end - start <= MAX_DOCUMENT) return;
  throw new CommandError(10334, `BSONObj size: ${end - start} is invalid. Size must be between 0 and ${MAX_DOCUMENT}`);
}

const NO_ID: number[] = [BsonType.array, BsonType.regex, BsonType.undefined];

export function checkId(id: Value): void {
  if (NO_ID.includes(id.type)) throw new CommandError(53, `The '_id' value cannot be of type ${typeName(id.type)}`);
  if (id.isDocument && id.firstName()?.startsWith('$')) {
    throw new CommandError(52, `_id fields may not contain '$'-prefixed fields: ${id.firstName()}`);
  }
}

export const dollarField = (name: string) =>
  new CommandError(
    52,
    `The dollar ($) prefixed field '${name}' is not allowed in the context of an update's replacement document. ` +
      'Consider using an aggregation pipeline with $replaceWith.',
  );
