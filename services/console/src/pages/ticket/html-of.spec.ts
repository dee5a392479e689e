import { expect, it } from '@jest/globals';
import { htmlOf } from './html-of.js';

it.each([
  ['', ''],
  ['Hello', '<p>Hello</p>'],
  ['Hello\nMira\n\nBye', '<p>Hello<br>Mira</p><p>Bye</p>'],
  ['a < b & "c"', '<p>a &lt; b &amp; &quot;c&quot;</p>'],
])('%j is %s', (text, html) => {
  expect(htmlOf(text)).toBe(html);
});
