import { channels, priorities, statuses } from '@deskbeat/contracts';
import { boundsIn, type Bounds } from './bounds.js';
import { refuse, spanOf, type Place } from './span.js';

/**
 * One filter: any of the values, an interval of time (from inclusive, to exclusive), bounds of an own field, or what
 * people of some teams have and what waits in their queues.
 */
export type Filter = Unsigned & { not: boolean };
type Unsigned = { key: string } & ({ values: string[] } | { from?: Date; to?: Date } | { bounds: Bounds } | OfTeams);

export interface OfTeams {
  people: readonly string[];
  queues: readonly string[];
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
  'team',
  'customer',
  'tag',
  'region',
  'product',
  'watcher',
  'collaborator',
] as const;
const instants = ['created', 'updated', 'due'] as const;
const custom = /^field\.[a-z][a-z0-9_-]{0,49}$/i;
export const namedKeys: readonly string[] = [...Object.keys(choices), ...texts, ...instants];
const filterKeys = [...namedKeys, 'field.<key>'];

/** @param given the values; empty ones are none */
export function filterOf(key: string, operator: string | undefined, given: readonly string[], place: Place): Unsigned {
  const isInstant = (instants as readonly string[]).includes(key);
  if (!namedKeys.includes(key) && !custom.test(key)) {
    refuse(place, `"${key}" is no filter; filters are ${filterKeys.join(', ')}; quote it to look for the words`);
  }
  const values = given.filter((one) => one !== '');
  if (values.length === 0) refuse(place, `${key}: needs a value`);
  const value = values.join(',');
  if (isInstant) return { key, ...intervalOf(operator, value, place) };
  const bounds = custom.test(key) ? boundsIn(operator, value, place) : undefined;
  if (bounds) return { key, bounds };
  if (operator !== undefined) refuse(place, `${key}: takes values, not ${operator}`);
  const allowed = Object.hasOwn(choices, key) ? choices[key] : undefined;
  const stranger = allowed && values.find((one) => !allowed.includes(one.toLowerCase()));
  if (stranger !== undefined) refuse(place, `${key} is one of ${allowed!.join(', ')}, not "${stranger}"`);
  // Types are keys, which have no capitals.
  return { key, values: allowed || key === 'type' ? values.map((one) => one.toLowerCase()) : values };
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
