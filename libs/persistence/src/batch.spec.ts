import { Problem } from '@deskbeat/contracts';
import { Batch } from './batch.js';

describe('a batch', () => {
  it('writes together what comes together', async () => {
    const writes: number[][] = [];
    const batch = new Batch<number>(async (items) => void writes.push(items), { delayMs: 1, maxItems: 100 });
    await Promise.all([1, 2, 3].map((item) => batch.add(item)));
    expect(writes).toEqual([[1, 2, 3]]);
  });

  it('does not wait when it is full, and gathers during a write', async () => {
    const writes: number[][] = [];
    const open: (() => void)[] = [];
    const batch = new Batch<number>(
      (items) => {
        writes.push(items);
        return new Promise((resolve) => open.push(resolve));
      },
      { delayMs: 60_000, maxItems: 2 },
    );
    const first = [batch.add(1), batch.add(2)];
    const second = [batch.add(3), batch.add(4), batch.add(5)];
    expect(writes).toEqual([[1, 2]]);
    open[0]!();
    await Promise.all(first);
    await new Promise((resolve) => setImmediate(resolve));
    expect(writes).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    open[1]!();
    await Promise.all(second);
  });

  it('refuses the bad item alone', async () => {
    const write = async (items: number[]): Promise<void> => {
      if (items.includes(2)) throw new Problem('validation-failed');
    };
    const batch = new Batch<number>(write, { delayMs: 1, maxItems: 3 });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => batch.add(item)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('tells everybody at once that the store is away', async () => {
    let writes = 0;
    const write = async (): Promise<void> => {
      writes++;
      throw new Problem('service-unavailable');
    };
    const batch = new Batch<number>(write, { delayMs: 1, maxItems: 3 });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => batch.add(item)));
    expect([outcomes.map(({ status }) => status), writes]).toEqual([['rejected', 'rejected', 'rejected'], 1]);
  });
});
