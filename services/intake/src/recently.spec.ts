import { expect, it } from '@jest/globals';
import { Recently } from './recently.js';

it('what was not used for longest is forgotten first', () => {
  const recently = new Recently<number>(2);
  recently.set('a', 1);
  recently.set('b', 2);
  recently.get('a');
  recently.set('c', 3);
  expect([recently.get('a'), recently.get('b'), recently.get('c')]).toEqual([1, undefined, 3]);
});
