import { expect, it } from '@jest/globals';
import { fileOf, orderOf, sourceOf } from './list-source.js';

it.each([
  ['', { view: 'all-open' }],
  ['view=unassigned', { view: 'unassigned' }],
  ['view=unassigned&order=updated', { view: 'unassigned', order: 'updated' }],
  ['view=unassigned&order=subject', { view: 'unassigned' }],
  ['q=vpn', { q: 'vpn', order: 'relevance' }],
  ['q=vpn&order=newest&view=x', { q: 'vpn', order: 'newest' }],
  ['q=vpn&order=due', { q: 'vpn', order: 'relevance' }],
])('the address “%s” asks for %j', (address, source) => {
  expect(sourceOf(new URLSearchParams(address))).toEqual(source);
});

it('all of a list is a file: a view as it is, a search with its columns', () => {
  expect(fileOf({ view: 'my work' }, ['number'], 'csv')).toBe('/api/v1/views/my%20work/tickets.csv');
  expect(fileOf({ q: 'vpn tag:x', order: 'newest' }, ['number', 'field.cost'], 'xlsx')).toBe(
    '/api/v1/search/tickets.xlsx?q=vpn+tag%3Ax&order=newest&columns=number&columns=field.cost',
  );
});

it('a column sorts where the list can be read in its order', () => {
  expect(orderOf('due', {})).toBe('due');
  expect(orderOf('created', {})).toBe('newest');
  expect(orderOf('subject', {})).toBeUndefined();
  expect(orderOf('created', { q: 'vpn' })).toBe('newest');
  expect(orderOf('due', { q: 'vpn' })).toBeUndefined();
});
