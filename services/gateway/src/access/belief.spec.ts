import { describe, expect, it } from '@jest/globals';
import { Belief } from './belief.js';

function belief(most?: number) {
  let now = 0;
  let asked = 0;
  const kept = new Belief<string>(most, () => now);
  const ask = async (): Promise<string> => `answer ${++asked}`;
  return {
    kept,
    of: (key: string, asking = ask) => kept.of(key, asking, () => [`id of ${key}`]),
    pass: (ms: number) => (now += ms),
  };
}

describe('what was said of a credential', () => {
  it('is believed for a minute', async () => {
    const { of, pass } = belief();
    expect([await of('a'), await of('a')]).toEqual(['answer 1', 'answer 1']);
    pass(60_000);
    expect(await of('a')).toBe('answer 2');
  });

  it('is not believed after a change of what it hangs on', async () => {
    const { kept, of } = belief();
    await of('a');
    await of('b');
    kept.changed(['id of a']);
    expect([await of('b'), await of('a')]).toEqual(['answer 2', 'answer 3']);
  });

  it('is not believed after a time in which no change could be heard of', async () => {
    const { kept, of } = belief();
    await of('a');
    kept.changed('any');
    expect(await of('a')).toBe('answer 2');
  });

  it('is not kept when something changed while it was on its way', async () => {
    const { kept, of } = belief();
    const late = of('a', async () => {
      kept.changed(['something']);
      return 'late';
    });
    expect([await late, await of('a')]).toEqual(['late', 'answer 1']);
  });

  it('is kept for a bounded number, the newest', async () => {
    const { of } = belief(2);
    for (const key of ['a', 'b', 'c']) await of(key);
    expect([await of('c'), await of('a')]).toEqual(['answer 3', 'answer 4']);
  });
});
