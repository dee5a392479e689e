import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { neighboursIn, phraseIn } from './phrase.js';
import { comparable } from './terms.js';

describe('a phrase', () => {
  it.each<[string, string, boolean]>([
    ['blue screen', 'A Blue  screen.', true],
    ['blue screen', 'blue-screens again', true],
    ['blue screen', 'a screen, blue', false],
    ['blue screen', 'blue big screen', false],
    ['blue screen', 'skyblue screen', false],
    ['company policy', 'Companies: policies', true],
    ['box class', 'boxes, classes', true],
    ['résumé upload', 'The RESUME upload fails', true],
    ['resume upload', 'Das Résumé-Upload', true],
    ['蓝屏', '电脑蓝屏了', true],
    ['蓝屏', 'blue screen', false],
    ['c++', 'written in C', true],
  ])('"%s" in "%s": %s', (phrase, text, expected) => expect(phraseIn(phrase)(text)).toBe(expected));

  const word = fc.constantFrom(
    ...['company', 'companies', 'box', 'boxes', 'is', 'bus', 'glass', 'glasses', 'y', 'Größe', '蓝屏', '7', 'the'],
  );
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(' ', ', ', '-', '\n')), { maxLength: 8 })
    .map((parts) => parts.flat().join(''));

  it('is found where its comparable form is, and nowhere else', () => {
    fc.assert(
      fc.property(text, text, (phrase, said) =>
        expect(phraseIn(phrase)(said)).toBe(comparable(said).includes(comparable(phrase))),
      ),
    );
  });

  it('has no neighbours but those of each text that has it', () => {
    fc.assert(
      fc.property(text, text, (phrase, said) => {
        if (phraseIn(phrase)(said))
          expect([...neighboursIn(phrase)].filter((one) => !neighboursIn(said).has(one))).toEqual([]);
      }),
    );
  });

  it.each<[string, string[]]>([
    ['', []],
    ['screen', []],
    ['Blue Screens', [...neighboursIn('blue screen')]],
    ['a-b', [...neighboursIn('a b')]],
    ['蓝屏死机', []],
    ['VPN 断开了', [...neighboursIn('vpn断')]],
  ])('"%s" has the neighbours %j', (said, neighbours) => expect([...neighboursIn(said)]).toEqual(neighbours));

  it('tells blue screens from screens that are blue', () => {
    expect(neighboursIn('blue screen')).not.toEqual(neighboursIn('screen blue'));
    expect(neighboursIn('a blue screen').size).toBe(2);
  });
});
