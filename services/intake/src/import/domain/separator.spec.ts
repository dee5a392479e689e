import { expect, it } from '@jest/globals';
import { separatorIn } from './separator.js';

it.each([
  ['id,subject\n1;2;3,a', ','],
  ['id;subject\n1,2,3;a', ';'],
  ['id\tsubject\ttext\n', '\t'],
  ['"id, old";"a ""b"", c";subject\r\n', ';'],
  ['id;"two\nlines, three";subject\n', ';'],
  ['email', ','],
  ['"never closed;;;', ','],
  ['', ','],
])('the columns of %j stand between %j', (table, separator) => {
  expect(separatorIn(table)).toBe(separator);
});
