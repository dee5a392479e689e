import { filterOf, namedKeys, type Filter } from './filter.js';
import { refuse } from './span.js';

/** Words and phrases to find or to leave out. `isBeginning`: the person may still be typing it. */
export interface Sought {
  text: string;
  isPhrase: boolean;
  isBeginning: boolean;
  not: boolean;
}

export interface Query {
  sought: Sought[];
  filters: Filter[];
}

const mostParts = 30;
const part =
  /(?<not>-?)(?:(?<key>[A-Za-z][\w.-]*):(?!\/\/)(?<operator>[<>]=?)?)?(?:"(?<quoted>[^"]*)(?<closed>"?)|(?<plain>[^\s"]*))/y;

/** As Chinese keyboards write them; each stands for one character, so that positions stay. */
const wideColon = new RegExp(`(?<=^|[\\s-])(${namedKeys.join('|')}|field\\.[\\w-]+)：`, 'giu');
const narrowed = (line: string): string => line.replace(wideColon, '$1:').replace(/[“”]/g, '"');

/**
 * `status:open priority:urgent,high tag:vpn created:>2026-01-01 "blue screen" -word`: what a line of search asks for.
 * Days are those of UTC; `due:<now`, `due:<+4h` and `updated:>-7d` count from now.
 * @throws Problem `validation-failed`: each error names the position (from 1) and the rule
 */
export function parseQuery(typed: string, now: Date, pointer = '/q'): Query {
  const line = narrowed(typed);
  const query: Query = { sought: [], filters: [] };
  let at = 0;
  for (let count = 0; ; count++) {
    at += /^\s*/u.exec(line.slice(at))![0].length;
    if (at >= line.length) return query;
    if (count >= mostParts) refuse({ at, pointer }, `a search has at most ${mostParts} parts`);
    part.lastIndex = at;
    const { not, key, operator, quoted, closed, plain } = part.exec(line)!.groups!;
    const end = part.lastIndex;
    if (quoted !== undefined && closed === '') refuse({ at, pointer }, 'the quotation mark is never closed');
    const value = quoted ?? plain ?? '';
    if (key === undefined) {
      if (value.trim() === '') refuse({ at, pointer }, 'there is nothing to look for');
      const isPhrase = quoted !== undefined;
      query.sought.push({
        text: value,
        isPhrase,
        not: not !== '',
        isBeginning: !isPhrase && !not && end === line.length,
      });
    } else {
      query.filters.push({ ...filterOf(key.toLowerCase(), operator, value, { at, now, pointer }), not: not !== '' });
    }
    at = end;
  }
}
