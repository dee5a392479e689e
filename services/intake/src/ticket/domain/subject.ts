/** Characters of a subject that nobody wrote. */
const longest = 100;
/** A word is cut where nothing shorter is left of the line otherwise. */
const shortest = 60;

/** The first line that says something, as the subject of an issue that came without one. */
export function subjectIn(text: string): string {
  const lines = text.split(/[\r\n\u2028\u2029]/u).map((line) => line.replace(/\s+/gu, ' ').trim());
  const line = [...(lines.find((one) => /[\p{L}\p{N}]/u.test(one)) ?? lines.find((one) => one !== '') ?? '')];
  if (line.length <= longest) return line.join('');
  const start = line.slice(0, longest - 1);
  const end = start.lastIndexOf(' ');
  return `${start.slice(0, end < shortest ? undefined : end).join('')}…`;
}
