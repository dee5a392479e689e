import { expect, it } from '@jest/globals';
import { addressOf, path } from './client.js';

it('values of a path and of a query are encoded', () => {
  expect(path`/tickets/${'a/b'}/notes/${7}`).toBe('/tickets/a%2Fb/notes/7');
  expect(addressOf('/search/tickets', { q: 'a & b', limit: 5 })).toBe('/api/v1/search/tickets?q=a+%26+b&limit=5');
});

it('what is not given is not asked for, and what is given several times is repeated', () => {
  expect(addressOf('/tickets', { status: undefined, tag: ['a', 'b'], snoozed: false })).toBe(
    '/api/v1/tickets?tag=a&tag=b&snoozed=false',
  );
  expect(addressOf('/tickets')).toBe('/api/v1/tickets');
});
