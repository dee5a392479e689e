import { comparable, isAscii } from './terms.js';

/** Whether texts have a phrase: its words next to each other, in whatever form. */
export function phraseIn(phrase: string): (text: string) => boolean {
  const wanted = comparable(phrase);
  const looksLike = likeness(wanted.trim().split(' '));
  return (text) => (!isAscii(text) || looksLike.test(text)) && comparable(text).includes(wanted);
}

/** Every ASCII text that has these words matches, others may: most texts are told by it, several times as fast. */
const likeness = (words: readonly string[]): RegExp =>
  new RegExp(words.map((word) => `${word.replace(/y$/, '')}[a-z0-9]*`).join('[^a-z0-9]+'), 'i');
