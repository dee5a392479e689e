import { expect, it } from '@jest/globals';
import { splitQuote } from './quoted.js';

it.each([
  ['no quote', 'Hello\nthere\n', { said: 'Hello\nthere' }],
  [
    'a quote below',
    'Thanks!\n\nOn Monday Ana wrote:\n> Hello\n> there\n',
    { said: 'Thanks!', quoted: 'On Monday Ana wrote:\n> Hello\n> there' },
  ],
  ['answers between quotes', '> a?\nYes', { said: '> a?\nYes' }],
  ['only a quote', '> Hello', { said: '> Hello' }],
])('%s', (_, text, expected) => {
  expect(splitQuote(text)).toEqual(expected);
});
