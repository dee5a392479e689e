import { getMetadataStorage } from 'class-validator';
import { Problem, type FieldError, type PayloadClass } from '@deskbeat/contracts';

/** `texts`: a parameter that may be repeated. */
type Kind = 'text' | 'texts' | 'number' | 'boolean';
export type QueryFields = ReadonlyMap<string, Kind>;

const numeric = new Set(['isInt', 'isNumber', 'min', 'max']);

/** What a query string may name: the fields of a payload class with their types, without those that come from the path. */
export function queryFields(payload: PayloadClass, except: readonly string[] = []): QueryFields {
  const fields = new Map<string, Kind>();
  for (const { propertyName, name } of getMetadataStorage().getTargetValidationMetadatas(payload, '', false, false)) {
    if (except.includes(propertyName)) continue;
    const kind = kindOf(name);
    if (kind || !fields.has(propertyName)) fields.set(propertyName, kind ?? 'text');
  }
  return fields;
}

function kindOf(rule = ''): Kind | undefined {
  if (rule === 'isArray') return 'texts';
  if (rule === 'isBoolean') return 'boolean';
  return numeric.has(rule) ? 'number' : undefined;
}

/**
 * A query string as the payload that it means; every value stays a plain string, number or boolean, or a list of strings.
 * @throws Problem `validation-failed` for unknown, repeated and mistyped parameters
 */
export function payloadFrom(query: Readonly<Record<string, unknown>>, fields: QueryFields): Record<string, unknown> {
  const payload: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(query)) {
    const kind = fields.get(key);
    if (!kind) errors.push({ pointer: pointerTo(key), message: 'is no parameter of this resource' });
    else if (kind === 'texts') payload[key] = Array.isArray(value) ? value : [value];
    else if (typeof value !== 'string') errors.push({ pointer: pointerTo(key), message: `${key} is given twice` });
    else {
      const typed = coerced(value, kind);
      if (typed === undefined) errors.push({ pointer: pointerTo(key), message: `${key} must be ${expected[kind]}` });
      else payload[key] = typed;
    }
  }
  if (errors.length > 0)
    throw new Problem('validation-failed', { detail: 'the query string is not acceptable', errors });
  return payload;
}

const expected: Readonly<Record<Exclude<Kind, 'texts'>, string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
};

function coerced(value: string, kind: Exclude<Kind, 'texts'>): string | number | boolean | undefined {
  if (kind === 'text') return value;
  if (kind === 'number') return /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : undefined;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

const pointerTo = (key: string): string => `/${key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
