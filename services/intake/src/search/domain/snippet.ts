import { tokensOf, type Token } from './terms.js';

/** Part of a text with the places that match: offsets in UTF-16 units, not overlapping, in order. Never markup. */
export interface Snippet {
  text: string;
  ranges: { start: number; end: number }[];
}

const length = 180;
const lead = 40;

/**
 * The part of a text where most of the terms stand together, next to each other if they do, and where in it they do.
 * @param isMatch whether a term is one that was looked for
 */
export function snippetOf(text: string, isMatch: (term: string) => boolean): Snippet | undefined {
  const hits = tokensOf(text).filter(({ term }) => isMatch(term));
  if (hits.length === 0) return undefined;
  let best = 0;
  let most = 0;
  let end = 0;
  for (const [index, { start }] of hits.entries()) {
    while (end < hits.length && hits[end]!.end <= start + length - lead) end++;
    const together = new Set(hits.slice(index, end).map(({ term }) => term)).size + (isFollowed(hits, index) ? 0.5 : 0);
    if (together > most) [best, most] = [index, together];
  }
  const from = text.length <= length ? 0 : beginning(text, Math.max(0, hits[best]!.start - lead));
  const to = wholeEnd(text, Math.min(text.length, from + length));
  const inside = hits.filter(({ start, end: stop }) => start >= from && stop <= to);
  const ranges = joined(inside.map(({ start, end: stop }) => ({ start: start - from, end: stop - from })));
  return { text: text.slice(from, to), ranges };
}

/** Whether another term stands right behind one. */
function isFollowed(hits: readonly Token[], index: number): boolean {
  const [one, next] = [hits[index]!, hits[index + 1]];
  return next !== undefined && next.start <= one.end + 2 && next.term !== one.term;
}

/** Not in the middle of a word, where a blank is near, nor of a surrogate pair. */
function beginning(text: string, at: number): number {
  if (at === 0) return 0;
  const blank = text.slice(at, at + 20).search(/\s/u);
  return wholeEnd(text, blank < 0 ? at : at + blank + 1);
}

const wholeEnd = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at);

function joined(ranges: { start: number; end: number }[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
