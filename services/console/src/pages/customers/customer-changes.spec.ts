import { expect, it } from '@jest/globals';
import type { CustomerView } from '@deskbeat/contracts';
import { backTo, changesIn, filledFrom, newCustomer } from './customer-changes.js';

const before = filledFrom({ name: 'Mira', region: 'north', organisationIds: ['o1'], fields: { floor: 3, door: 'B' } });

it('only what is another value now is sent', () => {
  expect(changesIn(before, before)).toEqual({});
  expect(changesIn({ ...before, name: ' Mira Chen ' }, before)).toEqual({ name: 'Mira Chen' });
  expect(changesIn({ ...before, fields: { floor: 4, door: 'B' } }, before)).toEqual({ fields: { floor: 4 } });
});

it('what was emptied is cleared', () => {
  const emptied = { ...before, region: ' ', organisationIds: [], fields: { floor: null, door: 'B' } };
  expect(changesIn(emptied, before)).toEqual({ fields: { floor: null }, clear: ['region', 'organisationIds'] });
});

it('a customer is put back to what it was, as it is now', () => {
  const was = { name: 'Mira', tier: 'vip', fields: { floor: 3 } } as unknown as CustomerView;
  const now = { name: 'Mira', tier: 'standard', region: 'north', fields: { door: 'B' } } as unknown as CustomerView;
  expect(backTo(was, now)).toEqual({ tier: 'vip', fields: { door: null, floor: 3 }, clear: ['region'] });
});

it('somebody new is known by what was filled in', () => {
  const filled = { ...filledFrom({}), name: 'Noor Salt', fields: { floor: null, door: 'C' } };
  expect(newCustomer(filled, { kind: 'person', email: ' noor@wingtip.example.test ', phone: '' })).toEqual({
    name: 'Noor Salt',
    tier: 'standard',
    kind: 'person',
    fields: { door: 'C' },
    identities: [{ kind: 'email', value: 'noor@wingtip.example.test' }],
  });
});
