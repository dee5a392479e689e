import { closableFields, openFields, type FieldError, type FieldRule } from '@deskbeat/contracts';

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name);
const isOwn = (field: string): boolean => field.startsWith('fields.');

/** What is wrong with rules: fields that are none, fields that everybody sees, two rules about the same. */
export function errorsIn(rules: readonly FieldRule[]): FieldError[] {
  const seen = new Set<string>();
  return rules.flatMap(({ of, field, seenBy }, index): FieldError[] => {
    const at = `/rules/${index}`;
    const name = `${of} ${field}`;
    if (seen.has(name)) return [{ pointer: `${at}/field`, message: 'has a rule already' }];
    seen.add(name);
    const canBeClosed = isOwn(field) || isOneOf(closableFields[of], field);
    if (!canBeClosed && !isOneOf(openFields[of], field)) {
      return [{ pointer: `${at}/field`, message: `is no field of a ${of} that rules can be about` }];
    }
    return seenBy && !canBeClosed
      ? [{ pointer: `${at}/seenBy`, message: 'is seen by everybody who sees the rest' }]
      : [];
  });
}

/** Rules that say something. */
export const telling = (rules: readonly FieldRule[]): FieldRule[] =>
  rules.filter(({ seenBy, changedBy }) => seenBy !== undefined || changedBy !== undefined);
