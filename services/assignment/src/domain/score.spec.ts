import type { Candidate } from './eligible.js';
import { rank, statedWeights, type Experience, type Matter } from './score.js';

const person = (id: string, wanted: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  active: true,
  presence: 'available',
  leaves: [],
  capacity: 20,
  load: 0,
  weight: 1,
  skills: [],
  regions: [],
  languages: [],
  ...wanted,
});
const ticket = { ticketId: 't', excluded: [], skills: [], points: 4 };
const matter = (
  wanted: Partial<Matter> & { past?: Record<string, Experience>; knows?: Record<string, number> } = {},
): Matter => ({
  experienceOf: (id) => wanted.past?.[id],
  contactsOf: (id) => wanted.knows?.[id] ?? 0,
  ...wanted,
});
const past = (resolved: number, reopened = 0, totalMs = resolved * 1000): Experience => ({
  resolved,
  reopened,
  totalMs,
});
const net = (level: number) => [{ skill: 'net', level }];

describe('a score', () => {
  it('has weights that add up to 1', () => {
    expect(Object.values(statedWeights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
  });

  it.each<[string, Candidate[], object, Matter]>([
    ['more skill', [person('b', { skills: net(3) }), person('a', { skills: net(5) })], { skills: net(2) }, matter()],
    [
      'the nearer region',
      [person('b', { regions: ['eu'] }), person('a', { regions: ['de'] })],
      {},
      matter({ regionPath: ['de', 'eu'] }),
    ],
    [
      'the language, by its first part',
      [person('b', { languages: ['en'] }), person('a', { languages: ['zh'] })],
      {},
      matter({ language: 'zh-CN' }),
    ],
    ['less work', [person('b', { load: 10 }), person('a', { load: 2 })], {}, matter()],
    [
      'more success with such tickets',
      [person('b'), person('a')],
      {},
      matter({ past: { a: past(10), b: past(10, 6) } }),
    ],
    [
      'more speed with such tickets',
      [person('b'), person('a')],
      {},
      matter({ past: { a: past(10, 0, 5_000), b: past(10, 0, 90_000) } }),
    ],
    ['earlier contact with the customer', [person('b'), person('a')], {}, matter({ knows: { a: 2 } })],
    ['a newcomer before who often fails', [person('b'), person('a')], {}, matter({ past: { b: past(10, 9) } })],
    ['who succeeds before a newcomer', [person('b'), person('a')], {}, matter({ past: { a: past(10) } })],
  ])('prefers %s', (_, candidates, wanting, known) => {
    const { ranked } = rank(candidates, { ...ticket, ...wanting }, known);
    expect(ranked.map(({ personId }) => personId)).toEqual(['a', 'b']);
    expect(ranked[0]!.score).toBeGreaterThan(ranked[1]!.score);
  });

  it('says what it is made of, without what nothing is known of', () => {
    const { ranked } = rank([person('a', { languages: ['de'], load: 5 })], ticket, matter({ language: 'de' }));
    expect(ranked).toEqual([{ personId: 'a', score: 0.875, parts: { language: 1, load: 0.75 } }]);
  });
});

describe('confidence', () => {
  const confidence = (candidates: Candidate[], known: Matter, wanting = {}): number =>
    rank(candidates, { ...ticket, ...wanting }, known).confidence;
  const [clear, close] = [matter({ language: 'de', regionPath: ['de'] }), matter()];

  it('grows with the lead of the best', () => {
    const far = [person('a', { languages: ['de'], regions: ['de'] }), person('b')];
    const near = [person('a', { languages: ['de'], regions: ['de'] }), person('b', { languages: ['de'] })];
    expect(confidence(far, clear)).toBeGreaterThan(confidence(near, clear));
  });

  it('grows with what is known', () => {
    const people = [person('a', { languages: ['de'], skills: net(5) }), person('b', { skills: net(1) })];
    expect(confidence(people, matter({ language: 'de' }), { skills: net(1) })).toBeGreaterThan(
      confidence(people, matter({ language: 'de' })),
    );
  });

  it.each<[string, number, number]>([
    ['is nothing between equals', confidence([person('a'), person('b')], close), 0],
    ['is nothing without anybody', confidence([], close), 0],
    ['is what is known when there is one only', confidence([person('a')], close), 0.15],
  ])('%s', (_, got, expected) => {
    expect(got).toBe(expected);
  });
});
