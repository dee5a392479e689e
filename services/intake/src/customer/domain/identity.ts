import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { isAddress, Problem, type CustomerRef, type IdentityData, type IdentityKind } from '@deskbeat/contracts';

/** One way to know a customer again. */
export interface Identity {
  /** The same for all ways to write it; unique over all customers. */
  key: string;
  kind: IdentityKind;
  /** As it was given; a phone number in E.164. */
  value: string;
  verifiedAt?: Date;
}

/** `+49 (0)30 123-4567 ext. 5` → `+49301234567`; undefined when nobody could dial it. */
export function phoneIn(text: string, country?: CountryCode): string | undefined {
  const number = parsePhoneNumberFromString(text.normalize('NFKC').replace('(0)', ''), country);
  return number?.isPossible() ? number.number : undefined;
}

const folded = (text: string): string => text.trim().normalize('NFKC').toLowerCase();

export const emailKey = (email: string): string => `email:${folded(email)}`;
const phoneKey = (e164: string): string => `phone:${e164}`;
const scopedKey = (kind: 'social' | 'external', value: string): string => `${kind}:${folded(value).replace(':@', ':')}`;

/** The system ends at the first colon; one within its name is written `%3A`, so that no system and id run together. */
export const scopedId = (system: string, id: string): string =>
  `${system.replaceAll('%', '%25').replaceAll(':', '%3A')}:${id}`;
const isScoped = (value: string): boolean => /^[^:\s][^:]*:\S/u.test(value.trim());
/** What stands after the system. */
export const bareId = (value: string): string => value.slice(value.indexOf(':') + 1);

/** An id in the system that reported it; its ids mean nothing elsewhere. */
export function externalIdentity(system: string, id: string): Identity {
  const value = scopedId(system, id);
  return { key: scopedKey('external', value), kind: 'external', value };
}

/** @returns undefined when it cannot be an identity of this kind */
export function identityIn({ kind, value }: IdentityData, country?: CountryCode): Identity | undefined {
  switch (kind) {
    case 'email':
      return isAddress(value.trim()) ? { key: emailKey(value), kind, value: value.trim() } : undefined;
    case 'phone': {
      const number = phoneIn(value, country);
      return number === undefined ? undefined : { key: phoneKey(number), kind, value: number };
    }
    case 'social':
    case 'external':
      return isScoped(value) ? { key: scopedKey(kind, value), kind, value: value.trim() } : undefined;
  }
}

const meant: Record<IdentityKind, string> = {
  email: 'an e-mail address',
  phone: 'a phone number',
  social: 'like network:id',
  external: 'like system:id',
};

/** @throws Problem `validation-failed` at `pointer` when it is none of its kind */
export function needIdentity(data: IdentityData, country: CountryCode | undefined, pointer: string): Identity {
  const identity = identityIn(data, country);
  if (identity) return identity;
  throw new Problem('validation-failed', { errors: [{ pointer, message: `must be ${meant[data.kind]}` }] });
}

/**
 * What a customer is found again by, the strongest first: e-mail, phone, social id, id in the reporting system.
 * @param scope names the reporting system
 * @throws Problem `validation-failed`
 */
export function identitiesOf(ref: CustomerRef, scope: string, country?: CountryCode): Identity[] {
  const { email, phone, social, externalId } = ref;
  const given = (kind: IdentityKind, value: string | undefined): Identity[] =>
    value === undefined ? [] : [needIdentity({ kind, value }, country, `/customer/${kind}`)];
  return [
    ...given('email', email),
    ...given('phone', phone),
    ...given('social', social),
    ...(externalId === undefined ? [] : [externalIdentity(scope, externalId)]),
  ];
}

/** Keys that a person may have meant by what they typed into a search. */
export function keysIn(typed: string, country?: CountryCode): string[] {
  const kinds: IdentityKind[] = ['email', 'phone', 'social', 'external'];
  return kinds.flatMap((kind) => identityIn({ kind, value: typed }, country)?.key ?? []);
}

/** The first of a kind: where a customer is reached if nothing else is said. */
export const firstOf = (identities: readonly Identity[], kind: IdentityKind): string | undefined =>
  identities.find((identity) => identity.kind === kind)?.value;
