import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** What a customer can be found by, as it is kept. */
export interface Findable {
  name?: string;
  identities?: readonly { kind: string; value: string }[];
}

const mostWords = 6;
const longest = 100;

/** One form for all ways to write it: `Jörg  MÜLLER` → `jorg muller`. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, longest);

/** The name from each of its words on, so that it is found by its first and by its last one. */
function endingsOf(name: string): string[] {
  const words = folded(name).split(' ');
  return words.slice(0, mostWords).map((_, index) => words.slice(index).join(' '));
}

const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/\D/gu, '');

/** Digits with and without the country. */
function numbersOf(e164: string): string[] {
  const { nationalNumber = '' } = parsePhoneNumberFromString(e164) ?? {};
  return [digitsOf(e164), nationalNumber];
}

function termsOfIdentity({ kind, value }: { kind: string; value: string }): string[] {
  switch (kind) {
    case 'phone':
      return numbersOf(value);
    case 'email':
      return [folded(value)];
    default:
      return [folded(value), folded(value.slice(value.indexOf(':') + 1))];
  }
}

/** All terms of a customer and of those that count as it, each once. */
export function termsOf(customers: readonly Findable[]): string[] {
  const all = customers.flatMap(({ name, identities = [] }) => [
    ...(name === undefined ? [] : endingsOf(name)),
    ...identities.flatMap(termsOfIdentity),
  ]);
  return [...new Set(all)].filter((term) => term !== '');
}

/** What a person typed, as terms begin: digits for a number, `0049 30` → `4930`. */
export function beginningIn(typed: string): string {
  const looksLikeNumber = /^[\s+()./-]*\d[\d\s+()./-]*$/u.test(typed.normalize('NFKC'));
  return looksLikeNumber ? digitsOf(typed).replace(/^0+/u, '') : folded(typed);
}
