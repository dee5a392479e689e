import { BsonType, rankOf } from './types.js';
import { readInt32, valueSize } from './raw.js';

/** The bytes are not a BSON document: nothing after them on this connection can be trusted. */
export class MalformedBson extends Error {}

const MAX_DEPTH = 180;

/**
 * Checks lengths, terminators, types and depth once, so that everything behind it may read without bounds checks.
 * @returns where the document ends
 */
export function validateDocument(buf: Buffer, start: number, limit: number, depth = 0): number {
  demand(depth <= MAX_DEPTH, 'nested too deep');
  demand(start + 5 <= limit, 'document cut short');
  const size = readInt32(buf, start);
  const end = start + size;
  demand(size >= 5 && end <= limit && buf[end - 1] === 0, 'wrong document length');
  let at = start + 4;
  while (at < end - 1) {
    const type = buf[at]!;
    at = afterText(buf, at + 1, end);
    at = validateValue(buf, type, at, end, depth);
  }
  demand(at === end - 1, 'element crosses the end of its document');
  return end;
}

function validateValue(buf: Buffer, type: number, at: number, end: number, depth: number): number {
  switch (type) {
    case BsonType.object:
    case BsonType.array:
      return validateDocument(buf, at, end - 1, depth + 1);
    case BsonType.string:
    case BsonType.javascript:
    case BsonType.symbol:
      return validateString(buf, at, end - 1);
    case BsonType.dbPointer:
      at = validateString(buf, at, end - 1) + 12;
      break;
    case BsonType.regex:
      return afterText(buf, afterText(buf, at, end), end);
    case BsonType.javascriptWithScope: {
      const next = at + (at + 14 <= end ? readInt32(buf, at) : 0);
      demand(next >= at + 14 && next < end, 'wrong code length');
      const scope = validateString(buf, at + 4, next);
      demand(validateDocument(buf, scope, next, depth + 1) === next, 'wrong scope length');
      return next;
    }
    case BsonType.binData:
      demand(at + 5 <= end && readInt32(buf, at) >= 0, 'wrong binary length');
      at += valueSize(buf, type, at);
      break;
    default:
      demand(rankOf(type) !== 0, 'unknown element type');
      at += valueSize(buf, type, at);
  }
  demand(at < end, 'value cut short');
  return at;
}

function validateString(buf: Buffer, at: number, limit: number): number {
  demand(at + 5 <= limit, 'string cut short');
  const length = readInt32(buf, at);
  const end = at + 4 + length;
  demand(length >= 1 && end <= limit && buf[end - 1] === 0, 'wrong string length');
  return end;
}

/** Behind the zero that ends a name. */
function afterText(buf: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && buf[at] !== 0) at++;
  demand(at + 1 < end, 'text without end');
  return at + 1;
}

function demand(holds: boolean, complaint: string): void {
  if (!holds) throw new MalformedBson(complaint);
}
