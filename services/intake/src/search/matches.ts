import type { FoundTicket } from '@deskbeat/contracts';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { snippetOf } from './domain/snippet.js';
import type { Labels, Message } from './findable.js';

/** Texts of one result that are shown. */
const mostMatches = 4;

type Text = Pick<FoundTicket['matches'][number], 'field' | 'version' | 'text'>;

/** In the order in which they are shown: of the messages the newest first. */
export function textsOf(
  { subject }: Pick<TicketDocument, 'subject'>,
  labels: Labels,
  messages: readonly Message[],
): Text[] {
  const named = (['customer', 'tag', 'field'] as const).flatMap((field) =>
    labels[field].map((text): Text => ({ field, text })),
  );
  const said = messages.toReversed().map(({ version, text }): Text => ({ field: 'message', version, text }));
  return [{ field: 'subject', text: subject }, ...named, ...said];
}

/** Those that have a phrase before the others. */
export function inFront(texts: Text[], phrases: readonly ((text: string) => boolean)[]): Text[] {
  if (phrases.length === 0) return texts;
  const has = ({ text }: Text): boolean => phrases.some((isIn) => isIn(text));
  return [...texts.filter(has), ...texts.filter((text) => !has(text))];
}

/** Where the words that were looked for stand, in the first texts that have some. */
export function matchesIn(texts: readonly Text[], isMatch: (term: string) => boolean): FoundTicket['matches'] {
  const matches: FoundTicket['matches'] = [];
  for (const { text, ...place } of texts) {
    if (matches.length >= mostMatches) break;
    const snippet = snippetOf(text, isMatch);
    if (snippet) matches.push({ ...place, ...snippet });
  }
  return matches;
}
