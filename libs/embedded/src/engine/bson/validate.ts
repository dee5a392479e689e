import { BsonType } from './types.js';
import { readInt32, valueSize } from './raw.js';

/** The bytes are not a BSON document: nothing after them on this connection can be trusted. */
export class MalformedBson extends Error {}

export const MAX_DEPTH = 180;

/** Checks lengths, terminators, types and depth once, so that everything behind it may read without bounds checks. */
export function validateDocument(buf: Buffer, start: number, limit: number, depth = 0): number {
  if (depth > MAX_DEPTH) throw new MalformedBson(`nested deeper than ${MAX_DEPTH} levels`);
  if (start + 5 > limit) throw new MalformedBson('document cut short');
  const size = readInt32(buf, start);
  const end = start + size;
  if (size < 5 || end > limit || buf[end - 1] !== 0) throw new MalformedBson('wrong document length');
  let at = start + 4;
  while (at < end - 1) {
    const type = buf[at++]!;
    while (at < end && buf[at] !== 0) at++;
    if (++at >= end) throw new MalformedBson('field name without end');
    at = validateValue(buf, type, at, end, depth);
  }
  if (at !== end - 1) throw new MalformedBson('element crosses the end of its document');
  return end;
}

function validateValue(buf: Buffer, type: number, at: number, end: number, depth: number): number {
  switch (type) {
    case BsonType.document:
    case BsonType.array:
      return validateDocument(buf, at, end - 1, depth + 1);
    case BsonType.string:
    case BsonType.code:
    case BsonType.symbol:
    case BsonType.dbPointer:
      return validateString(buf, type, at, end);
    case BsonType.binary:
      if (at + 5 > end || readInt32(buf, at) < 0) throw new MalformedBson('wrong binary length');
      break;
    case BsonType.codeWithScope:
      return validateCodeWithScope(buf, at, end, depth);
    case BsonType.regex:
      return validateRegex(buf, at, end);
    case BsonType.double:
    case BsonType.undefined:
    case BsonType.objectId:
    case BsonType.bool:
    case BsonType.date:
    case BsonType.null:
    case BsonType.int:
    case BsonType.timestamp:
    case BsonType.long:
    case BsonType.decimal:
    case BsonType.minKey:
    case BsonType.maxKey:
      break;
    default:
      throw new MalformedBson(`unknown element type 0x${type.toString(16)}`);
  }
  const next = at + valueSize(buf, type, at);
  if (next > end - 1) throw new MalformedBson('value cut short');
  return next;
}

function validateString(buf: Buffer, type: number, at: number, end: number): number {
  if (at + 5 > end) throw new MalformedBson('string cut short');
  const length = readInt32(buf, at);
  const textEnd = at + 4 + length;
  if (length < 1 || textEnd > end - 1 || buf[textEnd - 1] !== 0) throw new MalformedBson('wrong string length');
  const next = type === BsonType.dbPointer ? textEnd + 12 : textEnd;
  if (next > end - 1) throw new MalformedBson('pointer cut short');
  return next;
}

function validateRegex(buf: Buffer, at: number, end: number): number {
  let next = at;
  for (let parts = 0; parts < 2; parts++) {
    while (next < end && buf[next] !== 0) next++;
    next++;
  }
  if (next > end - 1) throw new MalformedBson('regular expression cut short');
  return next;
}

function validateCodeWithScope(buf: Buffer, at: number, end: number, depth: number): number {
  const next = at + (at + 14 <= end ? readInt32(buf, at) : 0);
  if (next < at + 14 || next > end - 1) throw new MalformedBson('wrong code length');
  const scope = validateString(buf, BsonType.code, at + 4, next + 1);
  if (validateDocument(buf, scope, next, depth + 1) !== next) throw new MalformedBson('wrong scope length');
  return next;
}
