import type { FieldValue } from '@deskbeat/contracts';
import type { TicketFields } from './ticket-state.js';

/** Longer values are not looked for by filter; search finds them. */
const longest = 100;

const plain = (value: string): string => value.normalize('NFC').toLowerCase();

/** What a ticket is found by besides its columns: `tag=vpn`, `product=router x`, `field.serial=a1`. */
export const facet = (name: string, value: string | number | boolean): string => `${name}=${plain(String(value))}`;

const valuesOf = (value: FieldValue): (string | number | boolean)[] => (Array.isArray(value) ? value : [value]);

/** All facets of a ticket, each once, in one form whatever the case. They are one list, so that one index serves all. */
export function facetsOf({ tags, product, region, fields = {} }: FacetSource): string[] {
  const facets = [
    ...tags.map((tag) => facet('tag', tag)),
    ...(product === undefined ? [] : [facet('product', product)]),
    ...(region === undefined ? [] : [facet('region', region)]),
    ...Object.entries(fields).flatMap(([key, value]) => valuesOf(value).map((one) => facet(`field.${key}`, one))),
  ];
  return [...new Set(facets)].filter((one) => one.length <= longest);
}

type FacetSource = Pick<TicketFields, 'tags' | 'product' | 'region' | 'fields'>;
