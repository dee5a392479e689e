import { badValue, failedToParse } from '../errors.js';
import { isNumber, toInteger, toNumber, toWhole } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import type { Test } from './path.js';

const HIGHEST = 2 ** 31 - 1;

/** `$bitsAllSet`, `$bitsAnySet`, `$bitsAllClear` and `$bitsAnyClear`. */
export function bits(op: string, argument: Value): Test {
  const positions = positionsOf(op, argument);
  const wanted = op.endsWith('Set');
  return (value) => {
    const isSet = reader(value);
    if (!isSet) return false;
    const holds = (position: number) => isSet(position) === wanted;
    return op.startsWith('$bitsAll') ? positions.every(holds) : positions.some(holds);
  };
}

/** Says whether a bit is set. Integers go on with their sign, bytes with zeros; nothing else has bits. */
function reader(value: Value | undefined): ((position: number) => boolean) | undefined {
  if (value?.type === BsonType.binData) {
    const bytes = bytesOf(value);
    return (position) => ((bytes[position >> 3] ?? 0) & (1 << (position & 7))) !== 0;
  }
  if (!isNumber(value) || !Number.isInteger(toNumber(value))) return undefined;
  const whole = toWhole(value);
  return whole === undefined ? undefined : (position) => ((whole >> BigInt(Math.min(position, 63))) & 1n) === 1n;
}

const bytesOf = ({ buf, start, end }: Value): Buffer => buf.subarray(start + 5, end);

function positionsOf(op: string, argument: Value): number[] {
  if (argument.isArray) return argument.items().map(positionOf);
  const isMask = isNumber(argument);
  if (!isMask && argument.type !== BsonType.binData) throw badValue(`${op} takes an Array, a number, or a BinData`);
  const isSet = reader(argument);
  if (!isSet || (isMask && toNumber(argument) < 0)) throw failedToParse(`Expected a non-negative integer in: ${op}`);
  const count = isMask ? 63 : bytesOf(argument).length * 8;
  return Array.from({ length: count }, (_, position) => position).filter(isSet);
}

function positionOf(item: Value): number {
  const position = isNumber(item) ? toInteger(item) : undefined;
  if (position !== undefined && position >= 0 && position <= HIGHEST) return position;
  throw badValue('Failed to parse bit position. Expected a non-negative integer');
}
