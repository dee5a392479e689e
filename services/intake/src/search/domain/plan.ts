import { everyTicket, valueTerm } from './entry.js';
import type { Filter } from './filter.js';
import { neighboursIn } from './phrase.js';
import type { Query } from './query.js';
import { wantedTerms } from './terms.js';

/** One thing that a ticket must have: a word, the beginning of one, or any of some exact values. */
export type Need = { forms: string[] } | { beginning: string };

export interface Plan {
  needs: Need[];
  unwanted: string[];
  /** To be checked in the texts of the tickets that have all words. */
  phrases: { text: string; not: boolean }[];
  /** To be checked on the tickets: what changes too often to be in the index. */
  conditions: Filter[];
}

/** Filters on what the index knows as exact values. */
const indexed = new Set(['type', 'priority', 'channel', 'tier', 'region', 'product', 'tag', 'customer']);
const isIndexed = (key: string): boolean => indexed.has(key) || key.startsWith('field.');

/** What the index must say, and what is left to be checked afterwards. */
export function planOf({ sought, filters }: Query): Plan {
  const plan: Plan = { needs: [], unwanted: [], phrases: [], conditions: [] };
  for (const { text, isPhrase, isBeginning, not } of sought) {
    const terms = wantedTerms(text);
    if (isPhrase || (not && terms.length > 1)) plan.phrases.push({ text, not });
    if (not && !isPhrase && terms.length === 1) plan.unwanted.push(terms[0]!.term);
    if (not) continue;
    if (isPhrase) plan.needs.push(...[...neighboursIn(text)].map((term) => ({ forms: [term] })));
    terms.forEach(({ term, isBeginning: isPart }, index) => {
      const isBegun = isPart || (isBeginning && index === terms.length - 1 && term.length > 1);
      plan.needs.push(isBegun ? { beginning: term } : { forms: [term] });
    });
  }
  for (const filter of filters) {
    if ('bounds' in filter && !filter.not) plan.needs.push({ forms: [valueTerm('field', filter.key.slice(6))] });
    if (!('values' in filter) || !isIndexed(filter.key)) plan.conditions.push(filter);
    else {
      const forms = filter.values.map((value) => valueTerm(filter.key, value));
      if (filter.not) plan.unwanted.push(...forms);
      else plan.needs.push({ forms });
    }
  }
  if (plan.needs.length === 0) plan.needs.push({ forms: [everyTicket] });
  return plan;
}
