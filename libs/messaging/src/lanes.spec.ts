import { Lanes, type LaneOutcome } from './lanes.js';

const done: LaneOutcome = { settled: true };
const failed: LaneOutcome = { settled: false, retryMs: 10 };
const tooEarly: LaneOutcome = { settled: false, retryMs: 10, passable: true };

describe('the lane of an aggregate', () => {
  let now: number;
  let lanes: Lanes;
  beforeEach(() => {
    now = 0;
    lanes = new Lanes(
      () => 4,
      () => now,
    );
  });

  /** What becomes of the message; `outcome` is what its handler would end with. */
  const take = async (sequence: number, outcome: LaneOutcome = done): Promise<string> => {
    let said = '';
    await lanes.room();
    const handle = async (putBack: number): Promise<LaneOutcome> => {
      said = `${outcome.settled ? 'done' : 'failed'}${putBack > 0 ? `, put back ${putBack} times` : ''}`;
      return outcome;
    };
    await lanes.run('ticket:t1', sequence, handle, (delayMs) => (said = `again in ${delayMs} ms`));
    return said;
  };

  it('lets nothing younger pass a message that failed', async () => {
    expect(await take(1, failed)).toBe('failed');
    expect(await take(2)).toBe('again in 60 ms');
    expect(await take(1)).toBe('done');
    expect(await take(2)).toBe('done, put back 1 times');
  });

  it('lets younger ones pass a message that came too early: it may wait for them', async () => {
    expect([await take(1, tooEarly), await take(2), await take(1)]).toEqual(['failed', 'done', 'done']);
  });

  it('keeps the order of what was put back, in whichever it comes again', async () => {
    await take(1, failed);
    for (const sequence of [2, 3, 4]) await take(sequence);
    now = 60;
    expect([await take(1), await take(4), await take(3)]).toEqual(['done', 'again in 50 ms', 'again in 50 ms']);
    expect([await take(2), await take(4)]).toEqual(['done, put back 1 times', 'again in 100 ms']);
    expect([await take(3), await take(4)]).toEqual(['done, put back 2 times', 'done, put back 3 times']);
  });

  it('keeps the order when what was put back fails itself', async () => {
    await take(1, failed);
    await take(2);
    await take(1);
    expect([await take(2, failed), await take(3), await take(2)]).toEqual([
      'failed, put back 1 times',
      'again in 60 ms',
      'done, put back 1 times',
    ]);
  });

  it('does not wait for ever for what another replica may have finished', async () => {
    await take(1, failed);
    await take(2);
    await take(1);
    expect(await take(3)).toBe('again in 110 ms');
    now = 1_061;
    expect(await take(3)).toBe('done, put back 1 times');
    await take(4, failed);
    now = 32_000;
    expect(await take(5)).toBe('done');
  });
});
