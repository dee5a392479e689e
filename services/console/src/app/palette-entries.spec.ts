import { expect, it } from '@jest/globals';
import { matching, numberIn } from './palette-entries.js';

const entries = ['Board', 'My work', 'New ticket', 'Keyboard shortcuts'].map((label) => ({ label }));

it.each([
  ['', ['Board', 'My work', 'New ticket', 'Keyboard shortcuts']],
  ['work', ['My work']],
  ['bo', ['Board', 'Keyboard shortcuts']],
  ['nothing', []],
])('"%s" finds %j', (typed, labels) => {
  expect(matching(typed, entries).map(({ label }) => label)).toEqual(labels);
});

it.each([
  ['10482', 'DB-10482'],
  [' db-7 ', 'DB-7'],
  ['db7', 'DB-7'],
  ['7 printers', undefined],
])('"%s" is the number %s', (typed, number) => {
  expect(numberIn(typed)).toBe(number);
});
