import type { FieldDefinition, FieldKind, RoutingField, RoutingTest } from '@deskbeat/contracts';

const named: readonly RoutingTest[] = ['one-of', 'none-of'];
const worded: readonly RoutingTest[] = ['one-of', 'none-of', 'containing'];

const byField: Readonly<Record<string, readonly RoutingTest[]>> = {
  type: named,
  priority: named,
  channel: named,
  tier: named,
  customerKind: named,
  organisation: named,
  timeZone: named,
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

/** Definitions of fields that are the organisation's own, by what conditions call them: `fields.serial`, `customer.seats`. */
export type OwnFields = ReadonlyMap<string, FieldDefinition>;

/** Of types, the first that has a key, and of customers: routing is not told what people write there. */
export const ownFields = (types: readonly FieldDefinition[], customers: readonly FieldDefinition[]): OwnFields =>
  new Map([
    ...types
      .filter(({ key }, at) => types.findIndex((one) => one.key === key) === at)
      .map((field) => [`fields.${field.key}`, field] as const),
    ...customers.filter(({ kind }) => kind !== 'text').map((field) => [`customer.${field.key}`, field] as const),
  ]);

/** What can be asked of a field, the usual one first. */
export function testsOf(field: RoutingField, own: OwnFields): readonly RoutingTest[] {
  const kind = own.get(field)?.kind;
  return (kind ? byKind[kind] : byField[field]) ?? worded;
}
