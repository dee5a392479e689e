import { expect, it } from '@jest/globals';
import { orderOf, sourceOf } from './list-source.js';

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

it('a column sorts where the list can be read in its order', () => {
  expect(orderOf('due', {})).toBe('due');
  expect(orderOf('created', {})).toBe('newest');
  expect(orderOf('subject', {})).toBeUndefined();
  expect(orderOf('created', { q: 'vpn' })).toBe('newest');
  expect(orderOf('due', { q: 'vpn' })).toBeUndefined();
});
