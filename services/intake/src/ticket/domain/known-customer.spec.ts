import { expect, it } from '@jest/globals';
import type { Status } from '@deskbeat/contracts';
import { aTicket, later } from '../../../test/builders.js';
import { recordCustomer } from './known-customer.js';

it.each<[object, object | undefined]>([
  [{ name: 'Chris', tier: 'standard' }, undefined],
  [{ name: 'Chris', tier: 'vip' }, { tier: { from: 'standard', to: 'vip' } }],
  [{ name: 'Kim', tier: 'standard' }, { customerName: { from: null, to: 'Kim' } }],
  [{ tier: 'standard' }, { customerName: { from: null, to: null } }],
])('that the customer is %j changes %j, and outdates nothing that somebody has seen', (customer, changes) => {
  const ticket = aTicket({ status: 'in-progress', version: 4, changedIn: 2 });
  const decision = recordCustomer(ticket, customer as never, later(1));
  expect(decision?.facts.map(({ data }) => data)).toEqual(changes && [{ changes }]);
  if (decision) expect(decision.next).toMatchObject({ tier: (customer as { tier: string }).tier, changedIn: 2 });
  expect(Object.values(decision?.next ?? {})).not.toContain(undefined);
});

it.each<Status>(['resolved', 'closed'])('a %s ticket keeps what its customer was', (status) => {
  expect(recordCustomer(aTicket({ status }), { name: 'Kim', tier: 'vip' }, later(1))).toBeUndefined();
});
