import { describe, expect, it } from '@jest/globals';
import { Gather } from './gather.js';

function recorder(): { batches: string[][]; release: () => void; gather: Gather<string, string> } {
  const batches: string[][] = [];
  const waiting: (() => void)[] = [];
  const gather = new Gather<string, string>(async (items) => {
    batches.push(items);
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (items.includes('bad')) throw new Error('refused');
    return items.map((item) => item.toUpperCase());
  }, 3);
  return { batches, gather, release: () => waiting.shift()?.() };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('items that come at the same time', () => {
  it('are done together, and each gets its own output', async () => {
    const { batches, gather, release } = recorder();
    const outputs = ['a', 'b'].map((item) => gather.add(item));
    await turn();
    release();
    expect([await Promise.all(outputs), batches]).toEqual([['A', 'B'], [['a', 'b']]]);
  });

  it('that come while others are at work gather for the next batch, at most so many', async () => {
    const { batches, gather, release } = recorder();
    const first = gather.add('a');
    await turn();
    const rest = ['b', 'c', 'd', 'e'].map((item) => gather.add(item));
    for (let i = 0; i < 3; i++) {
      release();
      await turn();
    }
    await Promise.all([first, ...rest]);
    expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('with the same key are done one after the other', async () => {
    const { batches, gather, release } = recorder();
    const outputs = ['a1', 'a2', 'b'].map((item) => gather.add(item, item[0]!));
    await turn();
    release();
    await turn();
    release();
    await Promise.all(outputs);
    expect(batches).toEqual([['a1', 'b'], ['a2']]);
  });

  it('go alone after their batch was refused, so that only the bad one fails', async () => {
    const { batches, gather, release } = recorder();
    const outputs = Promise.allSettled(['good', 'bad'].map((item) => gather.add(item)));
    for (let i = 0; i < 3; i++) {
      await turn();
      release();
    }
    expect((await outputs).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(batches).toEqual([['good', 'bad'], ['good'], ['bad']]);
  });
});
