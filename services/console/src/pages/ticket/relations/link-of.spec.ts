import { expect, it } from '@jest/globals';
import type { RelationName } from '@deskbeat/contracts';
import { linkOf } from './link-of.js';

it.each<[RelationName, object | undefined]>([
  ['parent', { ticketId: 'this', kind: 'child', to: 'other' }],
  ['child', { ticketId: 'other', kind: 'child', to: 'this' }],
  ['duplicate-of', { ticketId: 'this', kind: 'duplicate', to: 'other' }],
  ['follow-up', { ticketId: 'other', kind: 'follow-up', to: 'this' }],
  ['related', { ticketId: 'this', kind: 'related', to: 'other' }],
  ['merged-into', undefined],
  ['split', undefined],
])('the link behind “%s” is %j', (relation, expected) => {
  expect(linkOf('this', { relation, ticket: { id: 'other' } })).toEqual(expected);
});

it('a link that the parent waits for is that again when it comes back', () => {
  expect(linkOf('this', { relation: 'child', ticket: { id: 'other' }, gates: true })).toMatchObject({ gates: true });
});
