import { expect, it } from '@jest/globals';
import { noon } from '../../../test/builders.js';
import { facet, facetsOf } from './facets.js';

it('a ticket is found by all that it says, whatever the case, and by people as they are named', () => {
  const facets = facetsOf({
    tags: ['VPN', 'vpn', '工单'],
    product: 'Router X',
    region: 'North',
    fields: { serial: 'A-17', paid: false, size: 1.5, colours: ['red', 'blue'], visit: '2030-01-31' },
    watchers: ['Ana'],
    collaborators: ['ben'],
    snoozedUntil: noon,
  });
  expect(facets).toEqual([
    'watcher=Ana',
    'collaborator=ben',
    'field=size',
    'field=visit',
    'snoozed=yes',
    'tag=vpn',
    'tag=工单',
    'product=router x',
    'region=north',
    'field.serial=a-17',
    'field.paid=false',
    'field.size=1.5',
    'field.colours=red',
    'field.colours=blue',
    'field.visit=2030-01-31',
  ]);
});

it('a name in two spellings of Unicode is one, and a long text is none', () => {
  expect(facet('product', 'Cafe\u0301')).toBe(facet('product', 'CAF\u00c9'));
  expect(facetsOf({ tags: [], fields: { story: 'x'.repeat(101) } })).toEqual([]);
});
