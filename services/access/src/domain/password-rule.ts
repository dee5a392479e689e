import { commonWords } from './common-words.js';

/** Signs that stand for letters in what people take for clever. */
const disguises: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

export interface AboutOwner {
  email: string;
  name?: string;
}

/**
 * What is wrong with a password, if anything is (after NIST SP 800-63B: length, and nothing that is tried first; no rules
 * about kinds of signs).
 */
export function weaknessOf(password: string, owner: AboutOwner, minLength: number): string | undefined {
  const text = normalised(password);
  const length = [...text].length;
  if (length < minLength) return `must have ${minLength} characters or more`;
  if (new Set(text).size < 5) return 'repeats a few characters';
  if (isGuessable(text, ownWords(owner)))
    return 'is one that is tried first: take several words that do not belong together';
  return undefined;
}

/** Typed on another keyboard it is still the same password. */
export const normalised = (password: string): string => password.normalize('NFKC');

const ownWords = ({ email, name = '' }: AboutOwner): string[] =>
  `${email} ${name}`
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 3);

/** Whether nothing is left of it but a little when digits, signs, common words and what belongs to its owner are taken away. */
function isGuessable(text: string, own: readonly string[]): boolean {
  const small = text.toLowerCase();
  const plain = [...small].map((sign) => disguises[sign] ?? sign).join('');
  return [small, plain].some((form) => remainder(form, own) < 4);
}

function remainder(text: string, own: readonly string[]): number {
  const letters = text.replace(/[^\p{L}]+/gu, ' ');
  let rest = letters;
  for (const word of [...own, ...commonWords].sort((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(word, ' ');
    const backwards = [...word].reverse().join('');
    if (word.length >= 4) rest = rest.replaceAll(backwards, ' ');
  }
  return [...rest.replaceAll(' ', '')].length;
}
