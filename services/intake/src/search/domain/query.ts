import { Problem, channels, priorities, statuses } from '@deskbeat/contracts';

/** Words and phrases to find or to leave out. `isBeginning`: the person may still be typing it. */
export interface Sought {
  text: string;
  isPhrase: boolean;
  isBeginning: boolean;
  not: boolean;
}

/** One filter: any of the values, or an interval of time (from inclusive, to exclusive). */
export type Filter = { key: FilterKey; not: boolean } & ({ values: string[] } | { from?: Date; to?: Date });

export interface Query {
  sought: Sought[];
  filters: Filter[];
}

const choices: Readonly<Record<string, readonly string[]>> = {
  status: [...statuses, 'open'],
  priority: priorities,
  channel: channels,
};
const texts = ['type', 'tier', 'assignee', 'queue', 'customer', 'tag', 'region'] as const;
const instants = ['created', 'updated', 'due'] as const;
const custom = /^field\.[a-z][a-z0-9_-]{0,49}$/i;
export type FilterKey = string;
export const filterKeys: readonly string[] = [...Object.keys(choices), ...texts, ...instants, 'field.<key>'];

const mostParts = 30;
const part =
  /(?<not>-?)(?:(?<key>[A-Za-z][\w.-]*):(?!\/\/)(?<operator>[<>]=?)?)?(?:"(?<quoted>[^"]*)(?<closed>"?)|(?<plain>[^\s"]*))/y;

/**
 * `status:open priority:urgent,high tag:vpn created:>2026-01-01 "blue screen" -word`: what a line of search asks for.
 * @throws Problem `validation-failed`: each error names the position (from 1) and the rule
 */
export function parseQuery(line: string): Query {
  const query: Query = { sought: [], filters: [] };
  let at = 0;
  for (let count = 0; ; count++) {
    at += /^\s*/u.exec(line.slice(at))![0].length;
    if (at >= line.length) return query;
    if (count >= mostParts) refuse(at, `a search has at most ${mostParts} parts`);
    part.lastIndex = at;
    const { not, key, operator, quoted, closed, plain } = part.exec(line)!.groups!;
    const end = part.lastIndex;
    if (quoted !== undefined && closed === '') refuse(at, 'the quotation mark is never closed');
    const value = quoted ?? plain ?? '';
    if (key === undefined) {
      if (value.trim() === '') refuse(at, 'there is nothing to look for');
      const isPhrase = quoted !== undefined;
      query.sought.push({
        text: value,
        isPhrase,
        not: not !== '',
        isBeginning: !isPhrase && !not && end === line.length,
      });
    } else {
      query.filters.push({ ...filterOf(key.toLowerCase(), operator, value, at), not: not !== '' });
    }
    at = end;
  }
}

function filterOf(key: string, operator: string | undefined, value: string, at: number): Omit<Filter, 'not'> {
  const isInstant = (instants as readonly string[]).includes(key);
  if (!isInstant && !(texts as readonly string[]).includes(key) && !Object.hasOwn(choices, key) && !custom.test(key)) {
    refuse(at, `"${key}" is no filter; filters are ${filterKeys.join(', ')}; quote it to look for the words`);
  }
  if (value === '') refuse(at, `${key}: needs a value`);
  if (isInstant) return { key, ...intervalOf(operator, value, at) };
  if (operator !== undefined) refuse(at, `${key}: takes values, not ${operator}`);
  const values = value.split(',').filter((one) => one !== '');
  if (values.length === 0) refuse(at, `${key}: needs a value`);
  const allowed = Object.hasOwn(choices, key) ? choices[key] : undefined;
  const stranger = allowed && values.find((one) => !allowed.includes(one.toLowerCase()));
  if (stranger !== undefined) refuse(at, `${key} is one of ${allowed!.join(', ')}, not "${stranger}"`);
  return { key, values: allowed ? values.map((one) => one.toLowerCase()) : values } as Omit<Filter, 'not'>;
}

const dayMs = 86_400_000;

function intervalOf(operator: string | undefined, value: string, at: number): { from?: Date; to?: Date } {
  const [first, second, ...more] = value.split('..');
  if (more.length > 0 || (second !== undefined && operator !== undefined))
    refuse(at, 'a range is written 2026-01-01..2026-01-31');
  const start = day(first!, at);
  if (second !== undefined) return { from: start, to: nextDay(day(second, at)) };
  switch (operator) {
    case '>':
      return { from: nextDay(start) };
    case '>=':
      return { from: start };
    case '<':
      return { to: start };
    case '<=':
      return { to: nextDay(start) };
    default:
      return { from: start, to: nextDay(start) };
  }
}

const nextDay = (date: Date): Date => new Date(date.getTime() + dayMs);

function day(text: string, at: number): Date {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (instant && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)) return instant;
  return refuse(at, `"${text}" is no day; a day is written 2026-01-31 (UTC)`);
}

function refuse(at: number, rule: string): never {
  const context = { position: at + 1, rule };
  throw new Problem('validation-failed', { errors: [{ pointer: '/q', message: `at ${at + 1}: ${rule}` }], context });
}
