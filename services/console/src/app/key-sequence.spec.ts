import { expect, it } from '@jest/globals';
import { KeySequence } from './key-sequence.js';

const press = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

it.each([
  [press('j'), 'j'],
  [press('J'), 'j'],
  [press('?'), '?'],
  [press('Enter'), 'Enter'],
  [press('k', { ctrlKey: true }), 'mod+k'],
  [press('Enter', { metaKey: true }), 'mod+enter'],
  [press('k', { altKey: true }), undefined],
])('%j is %s', (pressed, name) => {
  expect(new KeySequence().press(pressed, 0)).toBe(name);
});

it('g and what follows soon are one, g and what follows late are not', () => {
  const keys = new KeySequence();
  expect([keys.press(press('g'), 0), keys.press(press('b'), 500)]).toEqual([undefined, 'g b']);
  expect([keys.press(press('g'), 1_000), keys.press(press('b'), 9_000)]).toEqual([undefined, 'b']);
  expect(keys.press(press('b'), 9_001)).toBe('b');
});
