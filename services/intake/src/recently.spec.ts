import { expect, it } from '@jest/globals';
import { Briefly, Recently } from './recently.js';

it('what was not used for longest is forgotten first', () => {
  const recently = new Recently<number>(2);
  recently.set('a', 1);
  recently.set('b', 2);
  recently.get('a');
  recently.set('c', 3);
  expect([recently.get('a'), recently.get('b'), recently.get('c')]).toEqual([1, undefined, 3]);
});

it('an answer is asked for once in its time, one that failed at once again', async () => {
  const answers = new Briefly<string>(60_000, 10);
  const asked: string[] = [];
  const ask = (answer: string, isRefused = false) => {
    asked.push(answer);
    return isRefused ? Promise.reject(new Error(answer)) : Promise.resolve(answer);
  };
  expect(await answers.get('a', () => ask('one'))).toBe('one');
  expect(await answers.get('a', () => ask('two'))).toBe('one');
  await expect(answers.get('b', () => ask('three', true))).rejects.toThrow('three');
  expect(await answers.get('b', () => ask('four'))).toBe('four');
  expect(asked).toEqual(['one', 'three', 'four']);
});
