import { expect, it } from '@jest/globals';
import { customerFrom } from './customer-ref.js';

it.each([
  ['mira@contoso.example', { email: 'mira@contoso.example' }],
  ['Mira Chen <mira@contoso.example>', { name: 'Mira Chen', email: 'mira@contoso.example' }],
  ['Mira mira@contoso.example', { name: 'Mira', email: 'mira@contoso.example' }],
  ['+49 30 123456', { phone: '+49 30 123456' }],
  [' Mira ', { name: 'Mira' }],
  ['  ', undefined],
])('"%s"', (typed, expected) => {
  expect(customerFrom(typed)).toEqual(expected);
});
