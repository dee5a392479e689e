import { channels, priorities, Problem, statuses } from '@deskbeat/contracts';

/** One filter: any of the values, or an interval of time (from inclusive, to exclusive). */
export type Filter = Unsigned & { not: boolean };
type Unsigned = { key: string } & ({ values: string[] } | { from?: Date; to?: Date });

/** Where in a line something stands, and what the line is called. */
export interface Place {
  at: number;
  now: Date;
  pointer: string;
}

const choices: Readonly<Record<string, readonly string[]>> = {
  status: [...statuses, 'open'],
  priority: priorities,
  channel: channels,
  snoozed: ['yes', 'no'],
};
const texts = [
  'type',
  'tier',
  'assignee',
  'queue',
  'customer',
  'tag',
  'region',
  'product',
  'watcher',
  'collaborator',
] as const;
const instants = ['created', 'updated', 'due'] as const;
const custom = /^field\.[a-z][a-z0-9_-]{0,49}$/i;
export const filterKeys: readonly string[] = [...Object.keys(choices), ...texts, ...instants, 'field.<key>'];

export function filterOf(key: string, operator: string | undefined, value: string, place: Place): Unsigned {
  const isInstant = (instants as readonly string[]).includes(key);
  if (!isInstant && !(texts as readonly string[]).includes(key) && !Object.hasOwn(choices, key) && !custom.test(key)) {
    refuse(place, `"${key}" is no filter; filters are ${filterKeys.join(', ')}; quote it to look for the words`);
  }
  if (value === '') refuse(place, `${key}: needs a value`);
  if (isInstant) return { key, ...intervalOf(operator, value, place) };
  if (operator !== undefined) refuse(place, `${key}: takes values, not ${operator}`);
  const values = value.split(',').filter((one) => one !== '');
  if (values.length === 0) refuse(place, `${key}: needs a value`);
  const allowed = Object.hasOwn(choices, key) ? choices[key] : undefined;
  const stranger = allowed && values.find((one) => !allowed.includes(one.toLowerCase()));
  if (stranger !== undefined) refuse(place, `${key} is one of ${allowed!.join(', ')}, not "${stranger}"`);
  return { key, values: allowed ? values.map((one) => one.toLowerCase()) : values };
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A day lasts a while; an instant from now on does not. */
interface Span {
  start: Date;
  end: Date;
}

function intervalOf(operator: string | undefined, value: string, place: Place): { from?: Date; to?: Date } {
  const [first, second, ...more] = value.split('..');
  if (more.length > 0 || (second !== undefined && operator !== undefined)) {
    refuse(place, 'a range is written 2026-01-01..2026-01-31');
  }
  const { start, end } = spanOf(first!, place);
  if (second !== undefined) return { from: start, to: spanOf(second, place).end };
  switch (operator) {
    case '>':
      return { from: end };
    case '>=':
      return { from: start };
    case '<':
      return { to: start };
    case '<=':
      return { to: end };
    default:
      return { from: start, to: end };
  }
}

function spanOf(text: string, place: Place): Span {
  const [, sign, count, unit] = /^([+-])(\d{1,4})([mhd])$/.exec(text) ?? [];
  if (text === 'now' || unit !== undefined) {
    const ms = unit === undefined ? 0 : Number(`${sign}${count}`) * unitMs[unit as keyof typeof unitMs];
    const start = new Date(place.now.getTime() + ms);
    return { start, end: start };
  }
  const start = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (start && !Number.isNaN(start.getTime()) && start.toISOString().startsWith(text)) {
    return { start, end: new Date(start.getTime() + unitMs.d) };
  }
  return refuse(place, `"${text}" is no day or time; write 2026-01-31 (UTC), now, +4h or -7d`);
}

/** @throws Problem `validation-failed` that names the position (from 1) and the rule */
export function refuse({ at, pointer }: Pick<Place, 'at' | 'pointer'>, rule: string): never {
  const context = { position: at + 1, rule };
  throw new Problem('validation-failed', { errors: [{ pointer, message: `at ${at + 1}: ${rule}` }], context });
}
