import fc from 'fast-check';
import { savePerson, setPresence, ticketStatusChanged, ticketUpdated, type Presence } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startAssignment, type Harness } from './harness.js';

const agents = ['ana', 'ben', 'cleo', 'dan'];
const most = 20;
const agent = fc.constantFrom(...agents);
const step = fc.oneof(
  /** Several times; its end and its new weight may come before it. */
  { arbitrary: fc.record({ kind: fc.constant('ticket' as const), copies: fc.integer({ min: 1, max: 3 }) }), weight: 6 },
  fc.record({ kind: fc.constant('early end' as const) }),
  fc.record({ kind: fc.constant('end' as const), nth: fc.nat(80) }),
  fc.record({ kind: fc.constant('weigh' as const), nth: fc.nat(80) }),
  fc.record({
    kind: fc.constant('presence' as const),
    id: agent,
    presence: fc.constantFrom<Presence[]>('available', 'available', 'away', 'offline'),
  }),
  fc.record({ kind: fc.constant('capacity' as const), id: agent, capacity: fc.constantFrom(8, 12, most) }),
  fc.record({ kind: fc.constant('replica' as const) }),
);
const steps = fc.sample(step, { seed: 42, numRuns: 140 });
const atOnce = 10;

describe('whatever comes to three replicas, late, twice, and while one of them goes', () => {
  let desk: Harness;
  const opened: string[] = [];
  const ended = new Set<string>();
  let highest = 0;
  const assigned = async () => desk.assignments.find({ state: 'assigned' }).toArray();
  const loads = async (): Promise<number[]> => {
    const found = (await assigned()).flatMap((one) => (one.state === 'assigned' ? [one] : []));
    return agents.map((id) => found.reduce((sum, one) => sum + (one.personId === id ? one.points : 0), 0));
  };
  const weigh = (id: string) =>
    desk.tell(ticketUpdated, id, 2, { changes: { priority: { from: 'medium', to: 'low' } } });
  const end = (id: string) => {
    ended.add(id);
    return desk.tell(ticketStatusChanged, id, 3, { from: 'in-progress', to: 'resolved' });
  };
  const open = async (id: string, copies: number): Promise<void> => {
    for (let copy = 0; copy < copies; copy++) await desk.open(id);
  };
  const fresh = (): string => {
    opened.push(`t${opened.length}`);
    return opened.at(-1)!;
  };
  const nth = (n: number): string | undefined => opened[n % Math.max(1, opened.length)];

  async function act(one: (typeof steps)[number]): Promise<void> {
    const known = 'nth' in one ? nth(one.nth) : undefined;
    if (one.kind === 'ticket') return open(fresh(), one.copies);
    if (one.kind === 'early end') {
      const id = fresh();
      await end(id);
      await weigh(id);
      return open(id, 2);
    }
    if (one.kind === 'presence')
      return void (await desk.ask(setPresence, { personId: one.id, presence: one.presence }));
    if (one.kind === 'capacity') return void (await desk.ask(savePerson, { id: one.id, capacity: one.capacity }));
    if (one.kind === 'replica') {
      await desk.stopOne();
      return desk.start();
    }
    if (known !== undefined) await (one.kind === 'end' ? end(known) : weigh(known));
  }

  beforeAll(async () => {
    desk = await startAssignment();
    await desk.start();
    await desk.start();
    for (const id of agents) await desk.person(id, 'available', 'agent', { capacity: most });
    let isOver = false;
    const watch = (async () => {
      while (!isOver) highest = Math.max(highest, ...(await loads()));
    })();
    for (let from = 0; from < steps.length; from += atOnce) {
      const now = steps.slice(from, from + atOnce);
      await Promise.all(now.filter(({ kind }) => kind !== 'replica').map(act));
      for (const one of now.filter(({ kind }) => kind === 'replica').slice(0, 1)) await act(one);
    }
    for (const id of agents) {
      await desk.ask(savePerson, { id, capacity: most });
      await desk.ask(setPresence, { personId: id, presence: 'available' });
    }
    await desk.quiet();
    await eventually(
      async () => {
        const [free] = (await loads()).sort((a, b) => a - b);
        const waits = await desk.assignments.countDocuments({ state: 'waiting' });
        expect(waits === 0 || free! > most - 4).toBe(true);
      },
      { timeout: 30_000 },
    );
    isOver = true;
    await watch;
  }, 120_000);
  afterAll(() => desk.stop());

  it('leaves each ticket as the newest event says, and loses none', async () => {
    const found = await desk.assignments.find({}).toArray();
    expect(found.map(({ _id }) => _id).sort()).toEqual([...opened].sort());
    expect(found.filter(({ _id, state }) => (state === 'done') !== ended.has(_id))).toEqual([]);
  });

  it('has exactly one decision in effect for each ticket, told once', async () => {
    for (const ticket of await assigned()) {
      const given = ticket.decisions.filter(({ personId }) => personId !== undefined);
      expect(given.map(({ personId }) => personId)).toEqual([ticket.state === 'assigned' && ticket.personId]);
      await eventually(() => expect(desk.told(ticket._id).filter((what) => what === 'decided')).toHaveLength(1));
    }
  });

  it('takes no turn twice', async () => {
    const found = await desk.assignments.find({}).toArray();
    const turns = found.flatMap(({ decisions }) => decisions.flatMap(({ turn }) => turn ?? []));
    expect(new Set(turns).size).toBe(turns.length);
    expect(Math.max(...turns)).toBeLessThanOrEqual((await desk.desk.findOne({ _id: 'desk' }))!.turn);
  });

  it('never exceeds a capacity', () => expect(highest).toBeLessThanOrEqual(most));

  it('leaves no event to an operator', async () => expect(await desk.deadLetters()).toBe(0));
});
