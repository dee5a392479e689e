/** A piece of a text and the term that it is found by. `start` and `end` are offsets in the text, in UTF-16 units. */
export interface Token {
  term: string;
  start: number;
  end: number;
}

const longestTerm = 40;
const asciiPieces = /[a-z0-9]+/g;

/** Scripts that are written without blanks between words. */
const unspaced = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー]';
const pieces = new RegExp(`(${unspaced}+)|[[\\p{L}\\p{N}\\p{M}]--${unspaced}]+`, 'gv');

const character = new RegExp(`^${unspaced}$`, 'v');

const ignored = new Set(
  (
    'a an and are as at be but by for from has have i if in is it its me my of on or so that the their this to was we ' +
    'were will with you your'
  ).split(' '),
);

/**
 * The tokens of a text in their order: words, folded and without an English plural; every two neighbours of a run in a
 * script without blanks, and its last character (docs/adr/0009-search-on-ordinary-indexes.md says why not by segmenter).
 */
export function tokensOf(text: string): Token[] {
  if (isAscii(text)) return asciiTokens(text);
  const tokens: Token[] = [];
  for (const found of text.matchAll(pieces)) {
    const [piece, run] = found;
    const start = found.index;
    if (run !== undefined) pairs(run, start, tokens);
    else {
      const term = wordTerm(piece);
      if (!ignored.has(term)) tokens.push({ term, start, end: start + piece.length });
    }
  }
  return tokens;
}

/** The same, several times as fast. */
function asciiTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index: start } of text.toLowerCase().matchAll(asciiPieces)) {
    const term = asciiTerm(word);
    if (!ignored.has(term)) tokens.push({ term, start, end: start + word.length });
  }
  return tokens;
}

/** `Drucker`, `drucker` and `DRUCKER` are one, so are `résumé` and `resume`, `printers` and `printer`. */
export function wordTerm(word: string): string {
  const folded = isAscii(word) ? word.toLowerCase() : word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return singular(folded).slice(0, longestTerm);
}

const asciiTerm = (folded: string): string => singular(folded).slice(0, longestTerm);

export const isAscii = (text: string): boolean => /^[\t\n\r\x20-\x7e]*$/.test(text);

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return /(?:x|ch|sh|ss|z)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Whether a comparable word is a character of a script without blanks. */
export const isCharacter = (word: string): boolean => word.length < 3 && !isAscii(word) && character.test(word);

function pairs(run: string, start: number, tokens: Token[]): void {
  const characters = [...run];
  let at = start;
  characters.forEach((character, index) => {
    const next = characters[index + 1];
    const end = at + character.length + (next?.length ?? 0);
    tokens.push({ term: character + (next ?? ''), start: at, end });
    at += character.length;
  });
}

/** What a phrase is compared by: words with one blank around each, unspaced scripts character by character. */
export function comparable(text: string): string {
  return ` ${(isAscii(text) ? asciiWords(text) : words(text)).join(' ')} `;
}

const words = (text: string): string[] =>
  [...text.matchAll(pieces)].flatMap(([piece, run]) => (run === undefined ? wordTerm(piece) : [...run]));

/** The same, several times as fast. */
const asciiWords = (text: string): string[] => (text.toLowerCase().match(asciiPieces) ?? []).map(asciiTerm);

/**
 * Terms that a text must all have to match what somebody typed. A lone character, and the last one of a run, only begin
 * a pair. A ticket's number is found by its digits.
 */
export function wantedTerms(typed: string): { term: string; isBeginning: boolean }[] {
  const tokens = tokensOf(typed.replace(/^db-(?=\d+$)/iu, ''));
  const isRun = (term: string): boolean => new RegExp(`^${unspaced}`, 'v').test(term);
  return tokens
    .filter(({ term }, index) => !(isRun(term) && [...term].length === 1 && index > 0 && touches(tokens, index)))
    .map(({ term }) => ({ term, isBeginning: isRun(term) && [...term].length === 1 }));
}

const touches = (tokens: readonly Token[], index: number): boolean => tokens[index - 1]!.end === tokens[index]!.end;
