/** A line of search as its parts: filters, and the words between them. */
export interface SearchLine {
  filters: string[];
  words: string;
}

const filter = /(?:^|(?<=\s))-?(?:[a-z]+|field\.[a-z0-9_-]+):(?:"[^"]*"|[^\s"]+)(?:(?<=,)"[^"]*"|,[^\s"]*)*/gi;

export function partsOfLine(line: string): SearchLine {
  const filters = line.match(filter) ?? [];
  const words = line.replace(filter, ' ').replace(/\s+/g, ' ').trim();
  return { filters, words };
}

export const lineOf = ({ filters, words }: SearchLine): string => [...filters, words].filter(Boolean).join(' ');

/** The line with a filter, in place of one of the same key where there is one. */
export function withFilter(line: string, added: string): string {
  const { filters, words } = partsOfLine(line);
  const key = added.slice(0, added.indexOf(':') + 1);
  return lineOf({ filters: [...filters.filter((one) => !one.startsWith(key)), added], words });
}

export function withoutFilter(line: string, gone: string): string {
  const { filters, words } = partsOfLine(line);
  return lineOf({ filters: filters.filter((one) => one !== gone), words });
}
