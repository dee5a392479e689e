import { comparable, isAscii, isCharacter } from './terms.js';

/** Whether texts have a phrase: its words next to each other, in whatever form. */
export function phraseIn(phrase: string): (text: string) => boolean {
  const wanted = comparable(phrase);
  const looksLike = likeness(wanted.trim().split(' '));
  return (text) => (!isAscii(text) || looksLike.test(text)) && comparable(text).includes(wanted);
}

/** Every ASCII text that has these words matches, others may: most texts are told by it, several times as fast. */
const likeness = (words: readonly string[]): RegExp =>
  new RegExp(words.map((word) => `${word.replace(/y$/, '')}[a-z0-9]*`).join('[^a-z0-9]+'), 'i');

/** Documents of postings that a block has for neighbours, at the most: one merge writes all of them. */
const buckets = 4_096;

/**
 * Terms of what stands next to each other in a text, many pairs to a term: tickets that have the words of a phrase but not the
 * phrase are told by them but for a few. Scripts without blanks have pairs of characters as words.
 */
export function neighboursIn(text: string): Set<string> {
  const words = comparable(text).trim().split(' ');
  const terms = new Set<string>();
  for (let at = 1; at < words.length; at++) {
    const [one, next] = [words[at - 1]!, words[at]!];
    if (!isCharacter(one) || !isCharacter(next)) terms.add(`~${bucketOf(`${one} ${next}`).toString(36)}`);
  }
  return terms;
}

/** FNV-1a. */
function bucketOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & (buckets - 1);
}
