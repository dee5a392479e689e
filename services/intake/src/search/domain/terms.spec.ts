import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { comparable, tokensOf, wantedTerms } from './terms.js';

const terms = (text: string): string =>
  tokensOf(text)
    .map(({ term }) => term)
    .join('|');

describe('tokens', () => {
  it.each<[string, string]>([
    ['The printers are DOWN', 'printer|down'],
    ['Résumé für Müller', 'resume|fur|muller'],
    ['mira@contoso.example +49 30 123-4567', 'mira|contoso|example|49|30|123|4567'],
    ['0x80070005 WS-0042', '0x80070005|ws|0042'],
    ['companies boxes status this bus glass', 'company|box|status|bus|glass'],
    ['打印机', '打印|印机|机'],
    ['我的VPN连不上', '我的|的|vpn|连不|不上|上'],
    ['ﬁle', 'file'],
    ['x'.repeat(100), 'x'.repeat(40)],
    ['!!! — …', ''],
  ])('%s', (text, expected) => {
    expect(terms(text)).toBe(expected);
  });

  it('lie where they stand in the text, in order, inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { start, end } of tokensOf(text)) expect(0 <= start && start < end && end <= text.length).toBe(true);
      }),
    );
  });

  it('of a part of a text in a script without blanks are found in the whole', () => {
    const han = fc.string({ unit: fc.constantFrom(...'打印机连不上网络无法登录系统'), minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(han, han, han, (before, part, after) => {
        const has = new Set(tokensOf(before + part + after).map(({ term }) => term));
        for (const { term, isBeginning } of wantedTerms(part)) expect(isBeginning || has.has(term)).toBe(true);
      }),
    );
  });
});

it.each<[string, { term: string; isBeginning: boolean }[]]>([
  ['机', [{ term: '机', isBeginning: true }]],
  [
    '打印机',
    [
      { term: '打印', isBeginning: false },
      { term: '印机', isBeginning: false },
    ],
  ],
  ['DB-10482', [{ term: '10482', isBeginning: false }]],
  ['the', []],
])('of %s these terms are wanted', (typed, expected) => {
  expect(wantedTerms(typed)).toEqual(expected);
});

it.each<[string, string, boolean]>([
  ['A Blue-Screen, again', 'blue screen', true],
  ['blue and screen', 'blue screen', false],
  ['the bluest screens', 'blue screen', false],
  ['我的打印机坏了', '打印机', true],
  ['打了印机', '打印机', false],
])('%s has the phrase %s: %s', (text, phrase, expected) => {
  expect(comparable(text).includes(comparable(phrase))).toBe(expected);
});

it('plain text is compared like any other', () => {
  const text = fc.stringMatching(/^[ -~\n]*$/);
  fc.assert(fc.property(text, (plain) => expect(comparable(`${plain} é`)).toBe(comparable(`${plain} e`))));
});
