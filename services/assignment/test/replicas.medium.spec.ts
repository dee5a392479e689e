import { setPresence } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startAssignment, type Harness } from './harness.js';

describe('two replicas at once', () => {
  let desk: Harness;
  beforeEach(async () => {
    desk = await startAssignment();
    await desk.start();
  });
  afterEach(() => desk.stop());

  const ids = Array.from({ length: 200 }, (_, index) => `t${index}`);

  /** Every ticket's decisions that gave it to somebody. */
  const given = async () => {
    const all = await desk.assignments.find({ _id: { $in: ids } }).toArray();
    return all.map(({ decisions }) => decisions.filter(({ personId }) => personId !== undefined));
  };
  const allGiven = (): Promise<unknown> =>
    eventually(async () => expect(await desk.assignments.countDocuments({ state: 'assigned' })).toBe(ids.length), {
      timeout: 25_000,
    });
  const levels = async (): Promise<number[]> => {
    const counts = new Map<string, number>();
    for (const [decision] of await given()) {
      counts.set(decision!.personId!, (counts.get(decision!.personId!) ?? 0) + 1);
    }
    return [...counts.values()].sort();
  };

  it('give each of 200 tickets to one person, once, and nobody more than one above another', async () => {
    for (const id of ['ana', 'ben', 'cleo']) await desk.person(id);
    await Promise.all(ids.flatMap((id) => [desk.open(id), desk.open(id)]));
    await allGiven();
    await desk.quiet();
    const decisions = await given();
    expect(decisions.every(({ length }) => length === 1)).toBe(true);
    expect(decisions.map(([decision]) => decision!.turn).sort((a, b) => a! - b!)).toEqual(ids.map((_, n) => n + 1));
    expect(await levels()).toEqual([66, 67, 67]);
    await eventually(() => expect(ids.every((id) => desk.told(id).includes('decided'))).toBe(true));
    expect(ids.every((id) => desk.told(id).filter((what) => what === 'decided').length === 1)).toBe(true);
  });

  it('give nothing to somebody who left before', async () => {
    for (const id of ['ana', 'ben']) await desk.person(id);
    await Promise.all(ids.slice(0, 100).map((id) => desk.open(id)));
    await desk.ask(setPresence, { personId: 'ana', presence: 'offline' });
    const left = new Date();
    await Promise.all(ids.slice(100).map((id) => desk.open(id)));
    await allGiven();
    const last = (await desk.desk.findOne({ _id: 'desk' }))!;
    expect(last.turn).toBe(ids.length);
    for (const [decision] of await given()) {
      if (decision!.personId === 'ana') expect(decision!.at.getTime()).toBeLessThanOrEqual(left.getTime());
    }
  });
});
