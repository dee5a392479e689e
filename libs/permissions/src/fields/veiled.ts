import type { FieldSight } from './field-sight.js';

type Values = Readonly<Record<string, unknown>>;

/** Facts of an event as somebody may see them: the same object where nothing is kept from them. */
export function veiledFacts<T extends object>(data: T, sight: FieldSight): T {
  const { changes, fields, customerFields } = data as { changes?: unknown; fields?: unknown; customerFields?: unknown };
  const veiled = {
    ...(isValues(changes) && { changes: veiledChanges(changes, sight) }),
    ...(isValues(fields) && { fields: withoutKeys(fields, sight.hiddenKeys('ticket')) }),
    ...(isValues(customerFields) && { customerFields: withoutKeys(customerFields, sight.hiddenKeys('customer')) }),
  };
  return Object.keys(veiled).length > 0 ? { ...data, ...veiled } : data;
}

/** Values without those of some keys. */
export const withoutKeys = (values: Values, keys: readonly string[]): Values =>
  keys.some((key) => Object.hasOwn(values, key))
    ? Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)))
    : values;

const veiledChanges = (changes: Values, sight: FieldSight): Values => withoutKeys(changes, sight.limits.ticket.hidden);

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
