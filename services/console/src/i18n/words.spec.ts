import { describe, expect, it } from '@jest/globals';
import { languageFrom, say } from './words.js';

const tickets = { en: { one: '{n} ticket', other: '{n} tickets' }, zh: '{n} 个工单' };

describe('a text', () => {
  it.each([
    ['en', 1, '1 ticket'],
    ['en', 0, '0 tickets'],
    ['en', 1234, '1,234 tickets'],
    ['zh', 1, '1 个工单'],
  ] as const)('%s with n = %d is %s', (language, n, expected) => {
    expect(say(tickets, language, { n })).toBe(expected);
  });

  it('takes values by name and leaves names without one as they are', () => {
    const word = { en: '{who} has {what}', zh: '{who}' };
    expect(say(word, 'en', { who: 'Ana' })).toBe('Ana has {what}');
  });
});

it.each([
  [['de-DE', 'zh-Hans-CN'], 'zh'],
  [['EN-us'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('of %j the language is %s', (preferred, language) => {
  expect(languageFrom(preferred)).toBe(language);
});
