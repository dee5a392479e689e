import type { FieldValue } from '@deskbeat/contracts';
import type { TicketFields } from './ticket-state.js';

/** Longer values are not looked for by filter; search finds them. */
const longest = 100;

const plain = (value: string): string => value.normalize('NFC').toLowerCase();

/** What a ticket is found by besides its columns: `tag=vpn`, `product=router x`, `field.serial=a1`. */
export const facet = (name: string, value: string | number | boolean): string => `${name}=${plain(String(value))}`;

/** Ids mean something else in another case. */
export const personFacet = (role: 'watcher' | 'collaborator', id: string): string => `${role}=${id}`;
export const snoozedFacet = 'snoozed=yes';

const valuesOf = (value: FieldValue): (string | number | boolean)[] => (Array.isArray(value) ? value : [value]);

/** All facets of a ticket, each once, in one form whatever the case. They are one list, so that one index serves all. */
export function facetsOf({ tags, product, region, fields = {}, ...rest }: FacetSource): string[] {
  const { watchers = [], collaborators = [], snoozedUntil } = rest;
  const facets = [
    ...watchers.map((id) => personFacet('watcher', id)),
    ...collaborators.map((id) => personFacet('collaborator', id)),
    ...(snoozedUntil === undefined ? [] : [snoozedFacet]),
    ...tags.map((tag) => facet('tag', tag)),
    ...(product === undefined ? [] : [facet('product', product)]),
    ...(region === undefined ? [] : [facet('region', region)]),
    ...Object.entries(fields).flatMap(([key, value]) => valuesOf(value).map((one) => facet(`field.${key}`, one))),
  ];
  return [...new Set(facets)].filter((one) => one.length <= longest);
}

type FacetSource = Pick<
  TicketFields,
  'tags' | 'product' | 'region' | 'fields' | 'watchers' | 'collaborators' | 'snoozedUntil'
>;
