import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everyTicket, isWord, packed, termsOf, unpacked, valueTerm, type Findable } from './entry.js';
import { neighboursIn } from './phrase.js';
import { changedPostings, encodePostings, PostingList } from './postings.js';
import { Best, eachMatch, rarityOf, withAge } from './ranking.js';
import { snippetOf } from './snippet.js';

const read = (bytes: Uint8Array): [number, number][] => [...new PostingList().read(bytes).toMap()];
const ordered = (map: ReadonlyMap<number, number>) => [...map].sort(([a], [b]) => a - b);
const postings = fc
  .dictionary(fc.integer({ min: 0, max: 16_383 }).map(String), fc.integer({ min: 0, max: 15 }))
  .map((list) => new Map(Object.entries(list).map(([offset, mask]) => [Number(offset), mask])));

describe('postings', () => {
  it('are read as they were written', () => {
    fc.assert(fc.property(postings, (list) => expect(read(encodePostings(ordered(list)))).toEqual(ordered(list))));
  });

  it('changed twice in the same way are changed once', () => {
    fc.assert(
      fc.property(postings, postings, fc.array(fc.integer({ min: 0, max: 16_383 })), (before, set, gone) => {
        const changes = new Map<number, number | null>([...set, ...gone.map((offset) => [offset, null] as const)]);
        const once = changedPostings(encodePostings(ordered(before)), changes);
        const expected = new Map([...before, ...set]);
        for (const offset of gone) expected.delete(offset);
        expect(read(once.bytes)).toEqual(ordered(expected));
        expect(changedPostings(once.bytes, changes)).toEqual(once);
      }),
    );
  });
});

describe('an entry', () => {
  const ticket: Findable = {
    number: 'DB-10482',
    subject: 'VPN drops',
    tags: ['remote access'],
    labels: ['WS-0042'],
    customer: ['Mira', 'mira@contoso.example'],
    messages: ['The vpn drops.', 'Mira: again'],
    values: [
      ['type', 'Fault'],
      ['tag', 'remote access'],
    ],
  };

  it('has each term once, with all its places', () => {
    const words = [...termsOf(ticket)].filter(([term]) => !term.startsWith('~'));
    expect(Object.fromEntries(words)).toEqual({
      [everyTicket]: 0,
      [valueTerm('type', 'fault')]: 0,
      [valueTerm('tag', 'remote access')]: 0,
      10482: 2,
      vpn: 9,
      drop: 9,
      mira: 10,
      contoso: 2,
      example: 2,
      remote: 4,
      access: 4,
      ws: 4,
      '0042': 4,
      again: 8,
    });
  });

  it('has what stands next to each other in one text, not in two', () => {
    const terms = termsOf(ticket);
    for (const said of ['vpn drops', 'remote access', 'mira again']) {
      expect([...terms.keys()]).toEqual(expect.arrayContaining([...neighboursIn(said)]));
    }
    expect(terms.has([...neighboursIn('drops remote')][0]!)).toBe(false);
  });

  it('survives packing, and has a bound', () => {
    const long = { ...ticket, messages: [Array.from({ length: 5_000 }, (_, n) => `w${n}`).join(' ')] };
    const terms = termsOf(long);
    expect([...terms.keys()].filter(isWord).length).toBeLessThan(2_000);
    expect(terms.size).toBeLessThan(2_000 + 4_096);
    expect(unpacked(packed(terms))).toEqual(terms);
    expect(unpacked(packed(new Map()))).toEqual(new Map());
  });
});

describe('ranking', () => {
  const block = new Map([
    [
      'vpn',
      encodePostings([
        [1, 8],
        [2, 1],
        [5, 8],
      ]),
    ],
    [
      'drop',
      encodePostings([
        [1, 8],
        [2, 8],
        [9, 8],
      ]),
    ],
    ['dropped', encodePostings([[5, 8]])],
    ['spam', encodePostings([[2, 8]])],
  ]);
  const match = (wanted: string[][], unwanted: string[] = [], without: number[] = [], only?: number[]) => {
    const found: [number, number][] = [];
    const wantedForms = wanted.map((forms) => ({ forms, rarity: 1 }));
    const query = { wanted: wantedForms, unwanted, without, only, postingsOf: (term: string) => block.get(term) };
    eachMatch(query, (offset, score) => found.push([offset, score]));
    return found;
  };

  it.each<[string[][], string[], [number, number][]]>([
    [
      [['vpn']],
      [],
      [
        [5, 1],
        [2, 4],
        [1, 1],
      ],
    ],
    [
      [['vpn'], ['drop']],
      [],
      [
        [2, 5],
        [1, 2],
      ],
    ],
    [
      [['vpn'], ['drop', 'dropped']],
      [],
      [
        [5, 2],
        [2, 5],
        [1, 2],
      ],
    ],
    [
      [['vpn']],
      ['spam'],
      [
        [5, 1],
        [1, 1],
      ],
    ],
    [[['vpn'], ['nothing']], [], []],
  ])('%j without %j: offsets and scores, the newest first', (wanted, unwanted, expected) => {
    expect(match(wanted, unwanted)).toEqual(expected);
  });

  it('as many things may be wanted as a line has room for', () => {
    expect(match(Array.from({ length: 600 }, () => ['vpn']))).toEqual([
      [5, 600],
      [2, 2_400],
      [1, 600],
    ]);
  });

  it('tickets that are looked at elsewhere are left out', () => {
    expect(match([['vpn']], [], [5, 1])).toEqual([[2, 4]]);
  });

  it('nobody but the only ones that are allowed is found', () => {
    expect(match([['vpn']], ['spam'], [], [5, 2, 9])).toEqual([[5, 1]]);
    expect(match([['vpn']], [], [5], [5, 2])).toEqual([[2, 4]]);
    expect(match([['vpn']], [], [], [])).toEqual([]);
  });

  it('a rarer word, a newer ticket count more', () => {
    expect(rarityOf(1_000, 3)).toBeGreaterThan(rarityOf(1_000, 300));
    expect(withAge(1, 900, 1_000)).toBeGreaterThan(withAge(1, 100, 1_000));
    expect(withAge(1, 1_000, 1_000)).toBe(1.5);
  });

  it('the best of many are those that sorting all would give', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 400 }),
        fc.integer({ min: 1, max: 20 }),
        (scores, size) => {
          const all = scores.map((score, ordinal) => ({ score, ordinal }));
          const best = new Best(size);
          all.forEach(({ ordinal, score }) => best.add(ordinal, score));
          const expected = all.sort((a, b) => b.score - a.score || b.ordinal - a.ordinal).slice(0, size);
          expect([best.sorted(), best.count]).toEqual([expected, scores.length]);
        },
      ),
    );
  });
});

describe('a snippet', () => {
  const marked = (text: string, ...terms: string[]) => {
    const snippet = snippetOf(text, (term) => terms.includes(term));
    return snippet?.ranges.map(({ start, end }) => snippet.text.slice(start, end));
  };

  it.each<[string, string[], string[] | undefined]>([
    ['The Printers print', ['printer'], ['Printers']],
    ['我的打印机坏了', ['打印', '印机'], ['打印机']],
    [`${'x '.repeat(500)}vpn then drop`, ['vpn', 'drop'], ['vpn', 'drop']],
    [`vpn ${'x '.repeat(500)}vpn drop`, ['vpn', 'drop'], ['vpn', 'drop']],
    [`drop x vpn, ${'x '.repeat(500)}VPN drop, vpn`, ['vpn', 'drop'], ['VPN', 'drop', 'vpn']],
    ['nothing', ['vpn'], undefined],
  ])('%# shows the matches', (text, terms, expected) => {
    expect(marked(text, ...terms)).toEqual(expected);
  });

  it('is a part of the text, its ranges lie inside and apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const snippet = snippetOf(text, (term) => term.length % 2 === 1);
        if (!snippet) return;
        expect(text).toContain(snippet.text);
        let last = -1;
        for (const { start, end } of snippet.ranges) {
          expect(last < start && start < end && end <= snippet.text.length).toBe(true);
          last = end;
        }
      }),
    );
  });
});
