import type { CustomerRef } from '@deskbeat/contracts';

/** `+49 (0)30 123-4567 ext. 5` → `+49301234567`; undefined when there is no number in it. */
export function normalisedPhone(phone: string): string | undefined {
  const main = phone.normalize('NFKC').split(/;ext=|\b(?:ext|x)\b/iu)[0]!;
  const digits = main.replace('(0)', '').replaceAll(/\D/gu, '');
  return digits === '' ? undefined : `+${digits}`;
}

export const normalisedEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase();

const external = (scope: string, id: string): string => `ext:${JSON.stringify([scope, id])}`;

/**
 * Keys by which a customer is found again, the strongest first: e-mail, phone, id in the reporting system.
 * @param scope names the reporting system: its ids mean nothing elsewhere
 */
export function identitiesOf({ email, phone, externalId }: CustomerRef, scope: string): string[] {
  const number = phone === undefined ? undefined : normalisedPhone(phone);
  return [
    ...(email === undefined ? [] : [`email:${normalisedEmail(email)}`]),
    ...(number === undefined ? [] : [`phone:${number}`]),
    ...(externalId === undefined ? [] : [external(scope, externalId)]),
  ];
}

/** Keys that a person may have meant by what they typed into a search. */
export function identitiesIn(typed: string): string[] {
  if (typed.includes('@')) return [`email:${normalisedEmail(typed)}`];
  const number = normalisedPhone(typed);
  return number === undefined ? [] : [`phone:${number}`];
}
