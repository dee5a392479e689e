import type { FieldDefinition, FieldKind, RoutingField, RoutingTest } from '@deskbeat/contracts';

const named: readonly RoutingTest[] = ['one-of', 'none-of'];
const worded: readonly RoutingTest[] = ['one-of', 'none-of', 'containing'];

const byField: Readonly<Record<string, readonly RoutingTest[]>> = {
  type: named,
  priority: named,
  channel: named,
  tier: named,
  region: ['within', 'one-of', 'none-of'],
  affected: ['at-least'],
  subject: ['containing'],
};
const byKind: Readonly<Partial<Record<FieldKind, readonly RoutingTest[]>>> = {
  number: ['at-least', 'one-of', 'none-of'],
  choice: named,
  'multi-choice': named,
  checkbox: named,
};

const prefix = 'fields.';

/** The definition of a type's own field that a condition names, wherever it is. */
export const ownField = (field: RoutingField, fields: readonly FieldDefinition[]): FieldDefinition | undefined =>
  field.startsWith(prefix) ? fields.find(({ key }) => `${prefix}${key}` === field) : undefined;

/** What can be asked of a field, the usual one first. */
export function testsOf(field: RoutingField, fields: readonly FieldDefinition[]): readonly RoutingTest[] {
  const kind = ownField(field, fields)?.kind;
  return (kind ? byKind[kind] : byField[field]) ?? worded;
}
