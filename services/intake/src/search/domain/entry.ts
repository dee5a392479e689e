import { tagForm } from '@deskbeat/contracts';
import { neighboursIn } from './phrase.js';
import { tokensOf } from './terms.js';

/** Where a term stands in a ticket, as bits: one term may stand in several places. */
export const places = { subject: 1, identity: 2, label: 4, message: 8 } as const;
export type Place = keyof typeof places;

/** What one match is worth, by the best place of it. */
export const weights: Readonly<Record<Place, number>> = { identity: 5, subject: 4, label: 3, message: 1 };

export type TermPlaces = Map<string, number>;

/** What of a ticket is found by words. */
export interface Findable {
  number: string;
  subject: string;
  tags: readonly string[];
  /** Texts of custom fields and the like. */
  labels: readonly string[];
  /** Name, addresses, phone and ids of the customer. */
  customer: readonly string[];
  messages: readonly string[];
  /** Exact values that filters ask for: `type` → `fault`. */
  values: readonly (readonly [string, string])[];
}

const mostTerms = 2_000;
const longestMessage = 20_000;

/** Stands for an exact value; no word is like it. */
export const valueTerm = (name: string, value: string): string =>
  `=${name}=${name === 'tag' ? tagForm(value) : value.normalize('NFC').toLowerCase()}`;
/** Neither an exact value nor neighbours. */
export const isWord = (term: string): boolean => !/^[=~]/.test(term);
/** Every ticket has it. */
export const everyTicket = '=';

/** The terms of a ticket, bounded: of a very long conversation the words of the newest messages count first. */
export function termsOf(ticket: Findable): TermPlaces {
  const terms: TermPlaces = new Map([[everyTicket, 0]]);
  const neighbours = new Set<string>();
  const add = (term: string, place: number): void => {
    const known = terms.get(term);
    if (known !== undefined || terms.size < mostTerms) terms.set(term, (known ?? 0) | place);
  };
  const read = (text: string, place: number): void => {
    tokensOf(text).forEach(({ term }) => add(term, place));
    neighboursIn(text).forEach((term) => neighbours.add(term));
  };
  for (const [name, value] of ticket.values) add(valueTerm(name, value), 0);
  add(String(ordinalOf(ticket.number)), places.identity);
  read(ticket.subject, places.subject);
  for (const text of ticket.customer) read(text, places.identity);
  for (const text of [...ticket.tags, ...ticket.labels]) read(text, places.label);
  for (const text of ticket.messages.toReversed()) read(text.slice(0, longestMessage), places.message);
  for (const term of neighbours) terms.set(term, 0);
  return terms;
}

/** `DB-10482` → 10482. */
export const ordinalOf = (number: string): number => Number(number.slice(number.indexOf('-') + 1));
export const numberOf = (ordinal: number): string => `DB-${ordinal}`;

/** As one text, which costs a store far less than a list: a line for each term, its places first. */
export const packed = (terms: TermPlaces): string =>
  [...terms].map(([term, mask]) => String.fromCharCode(64 + mask) + term).join('\n');

export const unpacked = (text: string): TermPlaces =>
  new Map(text === '' ? [] : text.split('\n').map((line) => [line.slice(1), line.charCodeAt(0) - 64]));

/** The lines of both, for what must be taken back later. */
export const packedUnion = (one: string, other: string): string =>
  packed(new Map([...unpacked(one), ...unpacked(other)]));
