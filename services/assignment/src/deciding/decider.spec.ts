import { person } from '../../test/builders/dealing.js';
import { waiting } from '../domain/assignment.js';
import type { Candidate } from '../domain/eligible.js';
import type { AssignmentStore, Waiting } from './assignment.store.js';
import { Decider } from './decider.js';
import type { Decided, Desk } from './desk.js';

const at = new Date('2026-01-05T08:00:00Z');
const about = {
  type: 'fault',
  priority: 'medium',
  channel: 'web',
  customerId: 'c1',
  tier: 'standard',
  tags: [],
} as const;
const way = { queueId: 'q', skills: [], collaborators: [] };
const arrival = { number: 'DB-1', subject: 'No light', about: { ...about, tags: [] }, reportedAt: at, version: 1 };
const ticket = (id: string): Waiting => ({ _id: id, version: 0, ...waiting(way, arrival) }) as Waiting;

/** A decider of one queue in which tickets come just after its line was read. */
function deciderWith(who: Candidate, wanted: { line?: Waiting[]; late: Waiting[]; looks?: number }) {
  const told: string[] = [];
  const placed: string[] = [];
  const queue = { _id: 'q', name: 'Repairs', mode: 'round-robin', presenceRule: 'declared', confidencePercent: 50 };
  const known = {
    queues: new Map([['q', queue]]),
    members: new Map([['q', [who.id]]]),
    people: new Map([[who.id, who]]),
    desk: { _id: 'desk', version: 1, turn: 0, rounds: [], served: [], reservations: [] },
    untidy: false,
  };
  let look = wanted.looks ?? 0;
  const desk = {
    get lastLook() {
      return look;
    },
    forget: () => undefined,
    look: async () => ({ ...known, look: wanted.looks ?? ++look }),
    tidy: async () => undefined,
    commit: async (_: unknown, { placements }: Decided) => placed.push(...placements.map((one) => one.ticketId)) > 0,
  } as unknown as Desk;
  const assignments = {
    line: async () => wanted.line ?? [],
    unannounced: async () => wanted.late,
    aggregates: {
      saveMany: async (changes: { before: Waiting }[]) => told.push(...changes.map((one) => one.before._id)),
    },
  } as unknown as AssignmentStore;
  const matters = { of: async (_: unknown, line: unknown) => line } as never;
  return { decider: new Decider(desk, assignments, matters), told, placed };
}

describe('a ticket that comes while its queue is drained', () => {
  it('is not said to wait while somebody has room: it is dealt in its own turn', async () => {
    const { decider, told, placed } = deciderWith(person('ana'), { late: [ticket('late')] });
    expect(await decider.pass('q', at)).toBe(false);
    expect([told, placed]).toEqual([[], []]);
  });

  it('is not said to wait beside one that is given away', async () => {
    const who = person('ana', { capacity: 8 });
    const { decider, told, placed } = deciderWith(who, { line: [ticket('first')], late: [ticket('late')] });
    await decider.pass('q', at);
    expect([told, placed]).toEqual([[], ['first']]);
  });

  it.each<[string, Candidate]>([
    ['nobody is there', person('ana', { presence: 'away' })],
    ['nobody has room', person('ana', { capacity: 8, load: 8 })],
    ['the room that is left is for what waits already', person('ana', { capacity: 8, load: 6 })],
  ])('is said to wait when %s', async (_, who) => {
    const line = [ticket('first')];
    const { decider, told, placed } = deciderWith(who, { line, late: [ticket('late')] });
    await decider.pass('q', at);
    expect([told.includes('late'), placed]).toEqual([true, []]);
  });

  it('is said to wait by a newer look only, whichever queue that look was for', async () => {
    const wanted = { late: [ticket('late')], looks: 7 };
    const { decider, told } = deciderWith(person('ana', { presence: 'away' }), wanted);
    expect([await decider.pass('q', at), told]).toEqual([true, []]);
    wanted.looks = 8;
    expect([await decider.pass('q', at), told]).toEqual([false, ['late']]);
  });
});
