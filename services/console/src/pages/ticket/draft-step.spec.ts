import { expect, it } from '@jest/globals';
import { draftStep, isBlank, type Written } from './draft-step.js';

const hello: Written = { html: '<p>Hello</p>', attachments: [] };
const blank: Written = { html: '<p></p>', attachments: [] };

it.each<[string, Written | undefined, Written, string]>([
  ['a first word is kept', undefined, hello, 'save'],
  ['what is kept already is not kept again', hello, { ...hello }, 'nothing'],
  ['another text is', hello, { html: '<p>Hello!</p>', attachments: [] }, 'save'],
  ['another file is', hello, { ...hello, attachments: ['f1'] }, 'save'],
  ['that it is shared is', hello, { ...hello, shared: true }, 'save'],
  ['that it is shared no more is', { ...hello, shared: true }, hello, 'save'],
  ['nothing is nothing', undefined, blank, 'nothing'],
  ['what was emptied is thrown away', hello, blank, 'discard'],
  ['a file alone is kept', undefined, { html: '<p></p>', attachments: ['f1'] }, 'save'],
])('%s', (_, kept, written, step) => {
  expect(draftStep(kept, written)).toBe(step);
});

it.each([
  ['<p></p>', true],
  ['<p> &nbsp;</p><p></p>', true],
  ['<p>a</p>', false],
  ['<p><img src="/api/v1/files/a"></p>', false],
])('%s is blank: %s', (html, expected) => {
  expect(isBlank({ html, attachments: [] })).toBe(expected);
});
