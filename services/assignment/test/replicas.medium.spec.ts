import { saveQueue, saveRoutingRules, saveTeam, setPresence, ticketStatusChanged } from '@deskbeat/contracts';
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
  }, 60_000);

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
  }, 60_000);
});

describe('three replicas at once', () => {
  let desk: Harness;
  const ids = Array.from({ length: 120 }, (_, index) => `t${index}`);
  const agents = ['ana', 'ben', 'cleo', 'dan'];
  beforeAll(async () => {
    desk = await startAssignment();
    await desk.start();
    await desk.start();
    await desk.ask(saveTeam, { id: 'both', name: 'Both' });
    const queue = { name: 'Level', teamId: 'both', mode: 'least-loaded', presenceRule: 'declared' } as const;
    await desk.ask(saveQueue, { id: 'level', ...queue });
    const conditions = [{ field: 'tags' as const, is: 'one-of' as const, values: ['level'] }];
    await desk.ask(saveRoutingRules, { rules: [{ id: 'level', name: 'Level', conditions, queueId: 'level' }] });
    for (const id of agents) await desk.person(id, 'available', 'agent', { teams: ['both'], capacity: 20 });
  }, 60_000);
  afterAll(() => desk.stop());

  const open = async () => desk.assignments.find({ state: 'assigned' }).toArray();
  const loads = async (): Promise<number[]> => {
    const found = await open();
    return agents.map((id) =>
      found
        .flatMap((one) => (one.state === 'assigned' && one.personId === id ? [one.points] : []))
        .reduce((a, b) => a + b, 0),
    );
  };

  it('never exceed a capacity that two queues share, while tickets come twice, end, and a replica goes', async () => {
    const watched: number[] = [];
    let watching = true;
    const watch = (async () => {
      while (watching) watched.push(Math.max(...(await loads())));
    })();
    const tags = (index: number): string[] => (index % 2 ? ['level'] : []);
    await Promise.all(
      ids.flatMap((id, index) => [desk.open(id, { tags: tags(index) }), desk.open(id, { tags: tags(index) })]),
    );
    await eventually(async () => expect(await loads()).toEqual([20, 20, 20, 20]), { timeout: 20_000 });
    await desk.stopOne();
    const ended = new Set<string>();
    const endAll = async (): Promise<void> => {
      const held = (await open()).filter(({ _id }) => !ended.has(_id));
      for (const { _id } of held) ended.add(_id);
      await Promise.all(
        held.map(({ _id }) => desk.tell(ticketStatusChanged, _id, 3, { from: 'in-progress', to: 'resolved' })),
      );
      expect(await desk.assignments.countDocuments({ state: 'done' })).toBe(ids.length);
    };
    await eventually(endAll, { timeout: 40_000 });
    watching = false;
    await watch;
    expect(Math.max(...watched)).toBeLessThanOrEqual(20);
    const all = await desk.assignments.find({ _id: { $in: ids } }).toArray();
    const given = all.map(({ decisions }) => decisions.filter(({ personId }) => personId !== undefined));
    expect(given.every(({ length }) => length === 1)).toBe(true);
    const turns = given.map(([decision]) => decision!.turn!).sort((a, b) => a - b);
    expect(new Set(turns).size).toBe(ids.length);
    await eventually(() => expect(ids.every((id) => desk.told(id).includes('decided'))).toBe(true));
    expect(ids.every((id) => desk.told(id).filter((what) => what === 'decided').length === 1)).toBe(true);
  }, 90_000);
});
