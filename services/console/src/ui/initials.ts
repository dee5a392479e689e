/** Two letters of a name: the first ones of its first and last word; of names in Han characters the last two characters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first = '?'] = words;
  if (/^\p{Script=Han}/u.test(first)) return [...first].slice(-2).join('');
  const letters = [first, words.length > 1 ? words.at(-1)! : ''].map((word) => [...word][0] ?? '');
  return letters.join('').toUpperCase();
}

/** A hue that is always the same for the same person. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.codePointAt(0)!) % 3_600;
  return sum / 10;
}
