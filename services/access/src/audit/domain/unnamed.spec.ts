import { expect, it } from '@jest/globals';
import { unnamed } from './unnamed.js';

const pseudonymOf = (address: string): string => `address-${address.length}`;
const tried = (name: string) => ({ action: 'access.sign-in', on: { kind: 'account', name } });

it('who was not let in is told by a pseudonym, the same however it was typed', () => {
  const told = { action: 'access.sign-in', on: { kind: 'account', id: 'address-20' } };
  for (const typed of ['ana@desk.example.com', ' Ana@Desk.example.COM '])
    expect(unnamed(tried(typed), pseudonymOf)).toEqual(told);
});

it('without a key nothing is told of it', () => {
  expect(unnamed(tried('ana@desk.example.com'), () => undefined).on).toEqual({ kind: 'account' });
});

it.each([
  { action: 'assignment.save-queue', on: { kind: 'queue', id: 'vip', name: 'VIP' } },
  { action: 'access.sign-in', on: { kind: 'account', id: 'ana' } },
  { action: 'access.sign-in' },
])('%j is left as it is', (action) => {
  expect(unnamed(action, pseudonymOf)).toBe(action);
});
