import { longestFacet, tagForm, type FieldValue } from '@deskbeat/contracts';
import type { TicketFields } from './ticket-state.js';

const plain = (value: string): string => value.normalize('NFC').toLowerCase();

/** What a ticket is found by besides its columns: `tag=vpn`, `product=router x`, `field.serial=a1`. */
export const facet = (name: string, value: string | number | boolean): string =>
  `${name}=${name === 'tag' ? tagForm(String(value)) : plain(String(value))}`;

/** Ids mean something else in another case. */
export const personFacet = (role: 'watcher' | 'collaborator', id: string): string => `${role}=${id}`;
export const snoozedFacet = 'snoozed=yes';

/** That an own field has a number or a day: what it is between is looked at then. */
export const boundedFacet = (key: string): string => facet('field', key);
const hasBounds = (value: FieldValue): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));

/** All facets of a ticket, each once, in one form whatever the case. They are one list, so that one index serves all. */
export function facetsOf({ tags, product, region, fields = {}, ...rest }: FacetSource): string[] {
  const { watchers = [], collaborators = [], snoozedUntil } = rest;
  const named: [string, FieldValue | undefined][] = [
    ['tag', tags],
    ['product', product],
    ['region', region],
    ...Object.entries(fields).map(([key, value]): [string, FieldValue] => [`field.${key}`, value]),
  ];
  const facets = named.flatMap(([name, value]) => valuesOf(value).map((one) => facet(name, one)));
  const people = [
    ...watchers.map((id) => personFacet('watcher', id)),
    ...collaborators.map((id) => personFacet('collaborator', id)),
  ];
  const bounded = Object.entries(fields).flatMap(([key, value]) => (hasBounds(value) ? [boundedFacet(key)] : []));
  return [...new Set([...people, ...bounded, ...(snoozedUntil === undefined ? [] : [snoozedFacet]), ...facets])];
}

/** The values that lists are narrowed by. */
function valuesOf(value: FieldValue | undefined): (string | number | boolean)[] {
  if (value === undefined) return [];
  const all = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one !== 'string' || one.length <= longestFacet);
}

type FacetSource = Pick<
  TicketFields,
  'tags' | 'product' | 'region' | 'fields' | 'watchers' | 'collaborators' | 'snoozedUntil'
>;
