const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/** Characters in which the names of all columns stand. */
const longestHead = 20_000;

/** What stands between the names of the columns in the first line of a table: spreadsheets of many countries write `;`. */
export function separatorIn(table: string): Separator {
  const [line] = /^(?:"[^"]*"|[^"\r\n])*/.exec(table.slice(0, longestHead))!;
  const unquoted = line.replaceAll(/"[^"]*"/g, '');
  const count = (one: Separator): number => unquoted.split(one).length;
  return separators.reduce((best, one) => (count(one) > count(best) ? one : best));
}
