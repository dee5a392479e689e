import { expect, it } from '@jest/globals';
import { nextCard, stepOf } from './board-keys.js';

const columns = [['a1', 'a2', 'a3'], [], ['c1', 'c2']];

it.each([
  ['ArrowDown', 'a1', 'a2'],
  ['ArrowDown', 'a3', 'a3'],
  ['ArrowUp', 'a1', 'a1'],
  ['ArrowRight', 'a3', 'c2'],
  ['ArrowLeft', 'c1', 'a1'],
  ['ArrowRight', 'c1', 'c1'],
])('%s from %s leads to %s', (key, from, to) => {
  expect(nextCard(columns, from, stepOf(key)!)).toBe(to);
});

it('other keys lead nowhere, and so does a card that is not there', () => {
  expect(stepOf('x')).toBeUndefined();
  expect(stepOf('constructor')).toBeUndefined();
  expect(nextCard(columns, 'z', stepOf('ArrowUp')!)).toBeUndefined();
});
