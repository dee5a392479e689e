import { expect, it } from '@jest/globals';
import { heldOf, type Held } from './hold.js';

const tickets = [
  { id: 't1', customerIds: ['c1', 'c1-double'] },
  { id: 't2', customerIds: ['c2'] },
];

it.each<[string, Held[], string[]]>([
  ['nothing', [], []],
  ['the ticket itself', [{ kind: 'ticket', id: 't2' }], ['t2']],
  ['its customer', [{ kind: 'customer', id: 'c1' }], ['t1']],
  ['a duplicate of its customer', [{ kind: 'customer', id: 'c1-double' }], ['t1']],
  ['somebody else', [{ kind: 'customer', id: 'c3' }], []],
  ['a ticket that is called like a customer', [{ kind: 'ticket', id: 'c1' }], []],
])('with a hold on %s', (_, holds, held) => {
  expect([...heldOf(tickets, holds)]).toEqual(held);
});
