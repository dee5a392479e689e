import type { FieldChanges, FieldDefinition, FieldError, FieldValue, FieldValues } from '@deskbeat/contracts';

const longestText = 2_000;
const day = /^\d{4}-\d\d-\d\d$/;
const id = /^[^\s*>$\p{C}]{1,128}$/u;
// Half a surrogate pair and control characters other than tab and line ends are no text.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]/u;

/** Why a value does not fit the field, if it does not. */
export function unfitting(field: FieldDefinition, value: FieldValue): string | undefined {
  const { kind } = field;
  switch (kind) {
    case 'text':
      return unfittingText(field, value);
    case 'number':
      return unfittingNumber(field, value);
    case 'date':
      return isDay(value) ? undefined : 'must be a day like 2030-01-31';
    case 'choice':
      return typeof value === 'string' && isChoice(field, value) ? undefined : `must be ${choicesOf(field)}`;
    case 'multi-choice':
      return unfittingChoices(field, value);
    case 'checkbox':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'customer':
    case 'asset':
      return typeof value === 'string' && id.test(value) ? undefined : `must be the id of ${article[kind]}`;
  }
}

const article = { customer: 'a customer', asset: 'an asset' } as const;

function unfittingText({ min = 1, max = longestText }: FieldDefinition, value: FieldValue): string | undefined {
  if (typeof value !== 'string' || unwritable.test(value) || !/\S/u.test(value)) return 'must be text that can be read';
  if (value.length < min) return `must have at least ${min} characters`;
  return value.length > max ? `must have at most ${max} characters` : undefined;
}

function unfittingNumber({ min = -Infinity, max = Infinity }: FieldDefinition, value: FieldValue): string | undefined {
  if (typeof value !== 'number') return 'must be a number';
  if (value < min) return `must be at least ${min}`;
  return value > max ? `must be at most ${max}` : undefined;
}

function unfittingChoices(field: FieldDefinition, value: FieldValue): string | undefined {
  const isFitting = Array.isArray(value) && value.every((key) => isChoice(field, key));
  if (!isFitting || new Set(value).size < value.length) return `must be distinct keys, each ${choicesOf(field)}`;
  const { min = 0, max = Infinity } = field;
  if (value.length < min) return `must be at least ${min} choices`;
  return value.length > max ? `must be at most ${max} choices` : undefined;
}

function isDay(value: FieldValue): boolean {
  if (typeof value !== 'string' || !day.test(value)) return false;
  const instant = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(value);
}

const isChoice = ({ options = [] }: FieldDefinition, key: string): boolean =>
  options.some((option) => option.key === key && !option.retired);

const choicesOf = ({ options = [] }: FieldDefinition): string =>
  `one of ${options.flatMap(({ key, retired }) => (retired ? [] : [key])).join(', ')}`;

/** No value: null, or none of several choices. */
const isEmpty = (value: FieldValue | null): value is null =>
  value === null || (Array.isArray(value) && value.length === 0);

export const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/**
 * The values after a change, and what is wrong with it, each with the pointer `/fields/<key>` and the rule. A value that
 * is there already may stay, even when the rules have changed since.
 */
export function withChanges(
  definitions: readonly FieldDefinition[],
  current: FieldValues,
  changes: FieldChanges,
): { values: FieldValues; errors: FieldError[] } {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const values = new Map(Object.entries(current));
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(changes)) {
    const definition = byKey.get(key);
    if (isEmpty(value)) values.delete(key);
    else if (!sameValue(values.get(key), value)) {
      const why = definition ? unfitting(definition, value) : 'is no field of this type';
      if (why !== undefined) errors.push({ pointer: `/fields/${key}`, message: why });
      values.set(key, value);
    }
  }
  return { values: Object.fromEntries(values), errors };
}

/** The values that fields of another type take as well. */
export function stillFitting(definitions: readonly FieldDefinition[], values: FieldValues): FieldValues {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const kept = Object.entries(values).filter(([key, value]) => {
    const definition = byKey.get(key);
    return definition && unfitting(definition, value) === undefined;
  });
  return Object.fromEntries(kept);
}
