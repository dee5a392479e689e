import { expect, it } from '@jest/globals';
import { CUSTOMERS, PEOPLE } from './organisation.js';
import { nextStep } from './load-demo.js';
import { TICKETS } from './tickets.js';

it.each([
  ['new', 'in-progress', 'wait'],
  ['pending-assignment', 'pending-assignment', 'arrived'],
  ['in-progress', 'pending-assignment', 'return'],
  ['in-progress', 'awaiting-confirmation', 'ask'],
  ['in-progress', 'closed', 'resolve'],
  ['resolved', 'closed', 'close'],
  ['closed', 'in-progress', 'arrived'],
  ['awaiting-confirmation', 'in-progress', 'arrived'],
] as const)('from %s to %s the next step is %s', (status, wanted, step) => {
  expect(nextStep(status, wanted)).toBe(step);
});

it('shows every status in which a ticket rests, and uses addresses that belong to nobody', () => {
  expect(new Set(TICKETS.map(({ status }) => status))).toEqual(
    new Set(['pending-assignment', 'in-progress', 'awaiting-confirmation', 'resolved', 'closed']),
  );
  for (const { email } of Object.values(CUSTOMERS)) expect(email).toMatch(/\.example$/);
  expect(new Set(PEOPLE.map(({ id }) => id)).size).toBe(PEOPLE.length);
});
