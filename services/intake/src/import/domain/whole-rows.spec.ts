import { expect, it } from '@jest/globals';
import type { Separator } from './separator.js';
import { endOfWholeRows, skewOf } from './whole-rows.js';

it.each<[string, string, Separator?]>([
  ['a,b\nc,d', 'a,b\n'],
  ['24" screen,"x\ny"\n19" screen,"x', '24" screen,"x\ny"\n'],
  ['"a" and "b,c\nd,"e\n', '"a" and "b,c\n'],
  ['a;"b\n";c\nd', 'a;"b\n";c\n', ';'],
  ['a;"b\n";c\nd', 'a;"b\n'],
  ['a,"b\n\nb"\nc', 'a,"b\n\nb"\n'],
  ['a,"b ""x""\n', ''],
  ['a,"b ""x"""\r\n', 'a,"b ""x"""\r\n'],
  ['', ''],
])('of %j the whole rows are %j', (text, whole, separator = ',') => {
  expect(text.slice(0, endOfWholeRows(text, separator))).toBe(whole);
});

it.each([
  [['1', 'a'], undefined],
  [['1'], undefined],
  [['1', 'a', '', ' '], undefined],
  [['1', 'a', 'b'], 'has 3 cells, the first line names 2 columns'],
])('the row %j under two columns is %j', (cells, skewed) => {
  expect(skewOf(cells, 2)).toBe(skewed);
});
