import { filterOf, namedKeys, type Filter } from './filter.js';
import { refuse, type Place } from './span.js';

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
const start = /(?<not>-?)(?:(?<key>[A-Za-z][\w.-]*):(?!\/\/)(?<operator>[<>]=?)?)?/y;
const piece = /"(?<quoted>[^"]*)(?<closed>"?)|(?<plain>[^\s"]*)/y;

/** As Chinese keyboards write them; each stands for one character, so that positions stay. */
const wideColon = new RegExp(`(?<=^|[\\s-])(${namedKeys.join('|')}|field\\.[\\w-]+)：`, 'giu');
const narrowed = (line: string): string => line.replace(wideColon, '$1:').replace(/[“”]/g, '"');

/**
 * `status:open priority:urgent,high tag:vpn,"cold, dark" created:>2026-01-01 "blue screen" -word`: what a line of search
 * asks for. A comma in quotation marks is part of a value.
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
    const place = { at, now, pointer };
    start.lastIndex = at;
    const { not, key, operator } = start.exec(line)!.groups!;
    const pieces = piecesIn(line, start.lastIndex, key !== undefined, place);
    const { text, isQuoted: isPhrase } = pieces[0]!;
    at = pieces.at(-1)!.end;
    if (key === undefined) {
      if (text.trim() === '') refuse(place, 'there is nothing to look for');
      const isBeginning = !isPhrase && !not && at === line.length;
      query.sought.push({ text, isPhrase, not: not !== '', isBeginning });
    } else {
      const values = pieces.flatMap(({ text, isQuoted }) => (isQuoted ? [text] : text.split(',')));
      query.filters.push({ ...filterOf(key.toLowerCase(), operator, values, place), not: not !== '' });
    }
  }
}

interface Piece {
  text: string;
  isQuoted: boolean;
  end: number;
}

/** What stands in quotes and what does not, as far as it is one list between commas. */
function piecesIn(line: string, from: number, isList: boolean, place: Place): Piece[] {
  const pieces: Piece[] = [];
  for (let at = from; ;) {
    piece.lastIndex = at;
    const { quoted, closed, plain = '' } = piece.exec(line)!.groups!;
    if (quoted !== undefined && closed === '') refuse(place, 'the quotation mark is never closed');
    at = piece.lastIndex;
    pieces.push({ text: quoted ?? plain, isQuoted: quoted !== undefined, end: at });
    const goesOn = quoted === undefined ? plain.endsWith(',') && line[at] === '"' : line[at] === ',';
    if (!isList || !goesOn) return pieces;
  }
}
