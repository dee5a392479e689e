import { expect, it } from '@jest/globals';
import { rangeIn } from './range.js';

it.each([
  [undefined, undefined],
  ['bytes=0-9', [0, 9]],
  ['bytes=0-0', [0, 0]],
  ['bytes=90-', [90, 99]],
  ['bytes=90-1000', [90, 99]],
  ['bytes=-10', [90, 99]],
  ['bytes=-1000', [0, 99]],
  ['bytes=9-0', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['bytes=a-b', undefined],
  ['lines=0-1', undefined],
])('%s of 100 bytes is %j', (header, expected) => {
  const range = rangeIn(header, 100);
  expect(range && [range.first, range.last]).toEqual(expected);
});

it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('%s of 100 bytes is nothing', (header) => {
  expect(() => rangeIn(header, 100)).toThrow(
    expect.objectContaining({ code: 'range-not-satisfiable', context: { size: 100 } }),
  );
});
