import type { FieldValues } from '@deskbeat/contracts';
import { withoutKeys, type FieldSight } from '@deskbeat/permissions';
import { isWord } from './domain/entry.js';
import type { Need, Plan } from './domain/plan.js';
import { tokensOf } from './domain/terms.js';

/** What of a ticket's texts is kept from whoever searches. */
export interface Veil {
  hidden: readonly string[];
  withNotes: boolean;
}

/** @returns nothing where all that is searched is seen */
export function veilOf(sight: FieldSight | undefined): Veil | undefined {
  if (!sight) return undefined;
  const hidden = sight.hiddenKeys('ticket');
  const withNotes = sight.sees('ticket', 'notes');
  const isReached = sight.sees('customer', 'email') && sight.sees('customer', 'phone');
  return hidden.length === 0 && withNotes && isReached ? undefined : { hidden, withNotes };
}

/** A plan whose unwanted words are looked for in the texts that are seen: by the index they would tell of the others. */
export function plainly({ unwanted, phrases, ...plan }: Plan): Plan {
  const words = unwanted.filter(isWord);
  return {
    ...plan,
    unwanted: unwanted.filter((term) => !isWord(term)),
    phrases: [...phrases, ...words.map((text) => ({ text, not: true }))],
  };
}

/** Whether the words that a ticket must have stand in these texts. */
export function isIn(texts: readonly string[], needs: readonly Need[]): boolean {
  const terms = new Set(texts.flatMap((text) => tokensOf(text).map(({ term }) => term)));
  return needs.every((need) => {
    if ('beginning' in need) return [...terms].some((term) => term.startsWith(need.beginning));
    return need.forms.some((form) => !isWord(form) || terms.has(form));
  });
}

/** A ticket without the values that are kept from whoever searches. */
export const seenThrough = <T extends { fields?: FieldValues }>(ticket: T, { hidden }: Veil): T =>
  ticket.fields ? { ...ticket, fields: withoutKeys(ticket.fields, hidden) } : ticket;
