import { Lanes, type LaneOutcome } from './lanes.js';

describe('the lane of an aggregate', () => {
  /** Runs messages 1, 2 and 1 again; the first one fails as told, then works. */
  const run = async (failure: LaneOutcome): Promise<string[]> => {
    const lanes = new Lanes(() => 4);
    const said: string[] = [];
    let outcome = failure;
    const take = async (sequence: number): Promise<void> => {
      await lanes.room();
      const handle = async (): Promise<LaneOutcome> => {
        said.push(`${sequence} ${outcome.settled ? 'done' : 'failed'}`);
        return outcome;
      };
      await lanes.run('ticket:t1', sequence, handle, () => said.push(`${sequence} postponed`));
      outcome = { settled: true };
    };
    await take(1);
    await take(2);
    await take(1);
    await take(2);
    return said;
  };

  it('lets nothing younger pass a message that failed', async () => {
    expect(await run({ settled: false, retryMs: 10 })).toEqual(['1 failed', '2 postponed', '1 done', '2 done']);
  });

  it('lets younger ones pass a message that came too early: it may wait for them', async () => {
    const passed = await run({ settled: false, retryMs: 10, passable: true });
    expect(passed).toEqual(['1 failed', '2 done', '1 done', '2 done']);
  });
});
