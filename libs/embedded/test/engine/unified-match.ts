import { BSON } from 'mongodb';

const { EJSON } = BSON;

/** The test needs something that this runner does not do. */
export class NotRunnable extends Error {}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  value !== null &&
  typeof value === 'object' &&
  !Array.isArray(value) &&
  !('_bsontype' in value) &&
  !(value instanceof Date);

/** Numbers compare by value whatever their type, as the format asks for. */
export function simplified(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(simplified);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), simplified(item)]));
  if (value !== null && typeof value === 'object' && '_bsontype' in value) {
    if (['Int32', 'Double', 'Long'].includes(value._bsontype as string)) return Number(String(value));
    return value;
  }
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, simplified(item)]));
}

/** Throws a sentence when `actual` is not what `expected` asks for; a root document may have more fields. */
export function expectMatch(expected: unknown, actual: unknown, at: string, isRoot = false): void {
  if (!isPlain(expected)) {
    if (Array.isArray(expected)) return matchArray(expected, actual, at);
    const [x, y] = [simplified(expected), simplified(actual)].map((value) => EJSON.stringify({ value }));
    if (x !== y) throw new Error(`${at}: expected ${x}, got ${y}`);
    return;
  }
  const [operator, argument] = Object.entries(expected)[0] ?? [];
  if (operator?.startsWith('$$') && Object.keys(expected).length === 1) {
    return matchOperator(operator, argument, actual, at, isRoot);
  }
  if (!isPlain(actual)) throw new Error(`${at}: expected a document, got ${JSON.stringify(actual)}`);
  for (const [name, value] of Object.entries(expected)) expectMatch(value, actual[name], `${at}.${name}`);
  const extra = isRoot ? [] : Object.keys(actual).filter((name) => !(name in expected));
  if (extra.length > 0) throw new Error(`${at}: unexpected ${extra.join(', ')}`);
}

function matchArray(expected: unknown[], actual: unknown, at: string): void {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    throw new Error(`${at}: expected ${EJSON.stringify(expected)}, got ${EJSON.stringify(actual ?? null)}`);
  }
  expected.forEach((item, i) => expectMatch(item, actual[i], `${at}[${i}]`));
}

function matchOperator(operator: string, argument: unknown, actual: unknown, at: string, isRoot: boolean): void {
  switch (operator) {
    case '$$exists':
      if ((actual !== undefined) !== argument) throw new Error(`${at}: exists is ${actual !== undefined}`);
      return;
    case '$$type':
      if (actual === undefined) throw new Error(`${at} is missing`);
      return;
    case '$$unsetOrMatches':
      if (actual !== undefined && actual !== null) expectMatch(argument, actual, at, isRoot);
      return;
    case '$$matchesHexBytes':
    case '$$sessionLsid':
    case '$$matchesEntity':
      return;
    default:
      throw new NotRunnable(operator);
  }
}
