import type { ClearableField, CreateCustomer, CustomerKind, CustomerView, FieldValue } from '@deskbeat/contracts';
import type { CustomerChanges } from '../../api/customers.js';

export const texts = ['name', 'region', 'language', 'timeZone'] as const satisfies readonly ClearableField[];
export type TextName = (typeof texts)[number] | 'notes';

/** A customer as a form holds it. */
export interface Filled extends Record<TextName | 'tier', string> {
  organisationIds: readonly string[];
  /** Null is empty. */
  fields: Readonly<Record<string, FieldValue | null>>;
}

export const filledFrom = (customer: Partial<CustomerView>): Filled => {
  const { name = '', region = '', language = '', timeZone = '', notes = '' } = customer;
  const { tier = 'standard', organisationIds = [], fields = {} } = customer;
  return { name, region, language, timeZone, notes, tier, organisationIds, fields };
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Only what is another value now; what was emptied is cleared. */
export function changesIn(filled: Filled, before: Filled): CustomerChanges {
  const names = [...texts, 'notes', 'tier'] as const;
  const changed = names.filter((name) => filled[name].trim() !== before[name]);
  const set = changed.filter((name) => filled[name].trim() !== '').map((name) => [name, filled[name].trim()]);
  const clear = changed.filter((name) => filled[name].trim() === '') as ClearableField[];
  const others = !same(filled.organisationIds, before.organisationIds);
  if (others && filled.organisationIds.length === 0) clear.push('organisationIds');
  const fields = Object.entries(filled.fields).filter(([key, value]) => !same(value, before.fields[key]));
  return {
    ...(Object.fromEntries(set) as Partial<Record<TextName | 'tier', string>>),
    ...(others && filled.organisationIds.length > 0 && { organisationIds: [...filled.organisationIds] }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
    ...(clear.length > 0 && { clear }),
  };
}

/** What puts a customer back to what it was before changes, as it is now. */
export const backTo = (before: CustomerView, now: CustomerView): CustomerChanges => {
  const emptied = Object.fromEntries(Object.keys(now.fields ?? {}).map((key) => [key, null]));
  const filled = filledFrom(before);
  return changesIn({ ...filled, fields: { ...emptied, ...filled.fields } }, filledFrom(now));
};

/** Ways to reach somebody who is new. */
export interface Reached {
  kind: CustomerKind;
  email: string;
  phone: string;
}

export function newCustomer(filled: Filled, { kind, email, phone }: Reached): CreateCustomer {
  const { clear: _, fields = {}, ...set } = changesIn(filled, { ...filledFrom({}), tier: '' });
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  const identities = [
    { kind: 'email' as const, value: email.trim() },
    { kind: 'phone' as const, value: phone.trim() },
  ].filter(({ value }) => value !== '');
  return {
    ...set,
    kind,
    ...(given.length > 0 && { fields: Object.fromEntries(given) }),
    ...(identities.length > 0 && { identities }),
  };
}
