import { LetterCounts } from './letter-counts.js';

describe('letters to an address', () => {
  /** Each is stored a while after it was taken. */
  function counting(most: number, stored: () => number) {
    const asked: string[] = [];
    const counts = new LetterCounts(most, async (address) => {
      asked.push(address);
      return stored();
    });
    return { counts, asked };
  }

  it('are counted on from what is stored, which is asked for once in a few seconds', async () => {
    const { counts, asked } = counting(5, () => 3);
    const taken = [await counts.take('a', 0), await counts.take('a', 1_000), await counts.take('a', 4_999)];
    expect([taken, asked]).toEqual([[true, true, false], ['a']]);
    expect([await counts.take('a', 5_000), await counts.take('b', 5_000)]).toEqual([true, true]);
    expect(asked).toEqual(['a', 'a', 'b']);
  });

  it('do not exceed the limit when many go at once', async () => {
    const { counts, asked } = counting(3, () => 1);
    const taken = await Promise.all(Array.from({ length: 6 }, () => counts.take('a', 0)));
    expect([taken.filter(Boolean).length, asked.length]).toEqual([2, 1]);
  });

  it('are asked for again after a failure', async () => {
    let isAway = true;
    const { counts } = counting(3, () => {
      if (isAway) throw new Error('away');
      return 0;
    });
    await expect(counts.take('a', 0)).rejects.toThrow('away');
    isAway = false;
    expect(await counts.take('a', 1)).toBe(true);
  });

  it('that others sent are seen after a few seconds', async () => {
    let stored = 0;
    const { counts } = counting(3, () => stored);
    await counts.take('a', 0);
    stored = 3;
    expect([await counts.take('a', 10), await counts.take('a', 6_000)]).toEqual([true, false]);
  });
});
