import { expect, it } from '@jest/globals';
import { hueOf, initialsOf } from './initials.js';

it.each([
  ['Ana Berg', 'AB'],
  ['ana', 'A'],
  ['  Ben  van  Dijk ', 'BD'],
  ['王小明', '小明'],
  ['', '?'],
])('the initials of "%s" are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('a person keeps the colour, and it is one', () => {
  expect(hueOf('ana')).toBe(hueOf('ana'));
  for (const id of ['ana', 'ben', '小明', '']) expect(hueOf(id) >= 0 && hueOf(id) < 360).toBe(true);
});
