import { expect, it } from '@jest/globals';
import { lineOf, partsOfLine, withFilter, withoutFilter } from './search-line.js';

it.each([
  ['vpn drops', [], 'vpn drops'],
  ['status:open vpn -tag:old drops', ['status:open', '-tag:old'], 'vpn drops'],
  ['tag:"cold store" alarm', ['tag:"cold store"'], 'alarm'],
  ['tag:"cold, dark",old,"b c" alarm', ['tag:"cold, dark",old,"b c"'], 'alarm'],
  ['field.serial:A-17', ['field.serial:A-17'], ''],
  ['"a:b c"', [], '"a:b c"'],
  ['due:<+4h', ['due:<+4h'], ''],
])('%s', (line, filters, words) => {
  expect(partsOfLine(line)).toEqual({ filters, words });
});

it('its parts make the line again, filters first', () => {
  expect(lineOf(partsOfLine('vpn  status:open'))).toBe('status:open vpn');
});

it('a filter takes the place of one of its key, and can be taken away', () => {
  expect(withFilter('status:open vpn', 'status:closed')).toBe('status:closed vpn');
  expect(withFilter('vpn', 'tag:a')).toBe('tag:a vpn');
  expect(withoutFilter('status:open tag:a vpn', 'status:open')).toBe('tag:a vpn');
});
