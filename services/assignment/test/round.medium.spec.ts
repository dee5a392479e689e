import { assignTicket, getAssignment, listPeople, listQueues, setPresence } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startAssignment, type Harness } from './harness.js';

describe('the round of a queue', () => {
  let desk: Harness;
  beforeEach(async () => {
    desk = await startAssignment();
  });
  afterEach(() => desk.stop());

  it('serves the people who are there in turn, and says why', async () => {
    await desk.person('ana');
    await desk.person('ben', 'away');
    await desk.person('cleo');
    await desk.person('manager', 'available', 'manager');
    for (const id of ['t1', 't2', 't3']) {
      await desk.open(id);
      await desk.assigned(id);
    }
    const views = await Promise.all(['t1', 't2', 't3'].map((ticketId) => desk.ask(getAssignment, { ticketId })));
    expect(views.map(({ personId, version }) => [personId, version])).toEqual([
      ['ana', 1],
      ['cleo', 1],
      ['ana', 1],
    ]);
    expect(views[1]!.decisions).toEqual([
      {
        at: expect.any(String),
        mode: 'round-robin',
        personId: 'cleo',
        reason: 'Round robin in General: next after ANA',
        excluded: [{ personId: 'ben', why: 'is away' }],
        candidates: [
          { personId: 'ana', why: 'has no limit' },
          { personId: 'cleo', why: 'has no limit' },
        ],
        by: { kind: 'system', id: 'assignment', name: 'Assignment' },
      },
    ]);
    await eventually(() => expect(desk.told('t2')).toEqual(['decided']));
    expect(desk.heard.find(({ aggregateId }) => aggregateId === 't2')).toMatchObject({
      id: 'assignment:t2:1',
      data: {
        ticketId: 't2',
        personId: 'cleo',
        personName: 'CLEO',
        personEmail: 'cleo@example.com',
        queueId: 'default',
      },
    });
    const people = await desk.ask(listPeople, {});
    expect(people.items.map(({ id, openTickets }) => [id, openTickets])).toEqual([
      ['ana', 2],
      ['ben', 0],
      ['cleo', 1],
      ['manager', 0],
    ]);
  });

  it('lets tickets wait, says so once, and gives them out by priority and age when somebody comes', async () => {
    await desk.person('ana', 'offline');
    const at = (minute: number): string => `2026-01-05T08:0${minute}:00.000Z`;
    await desk.open('young', { reportedAt: at(3) });
    await desk.open('old', { reportedAt: at(1) });
    await desk.open('urgent', { reportedAt: at(5), priority: 'urgent' });
    for (const id of ['young', 'old', 'urgent']) await eventually(() => expect(desk.told(id)).toEqual(['queued']));
    expect((await desk.ask(listQueues, {})).items).toEqual([
      expect.objectContaining({ id: 'default', name: 'General', mode: 'round-robin', waiting: 3, oldestSince: at(1) }),
    ]);
    expect((await desk.ask(getAssignment, { ticketId: 'old' })).decisions).toMatchObject([
      { reason: 'Nobody is available in General', excluded: [{ personId: 'ana', why: 'is offline' }] },
    ]);
    await desk.ask(setPresence, { personId: 'ana', presence: 'available' });
    const turns: [number | undefined, string][] = [];
    for (const id of ['young', 'old', 'urgent']) turns.push([(await desk.assigned(id)).decisions.at(-1)!.turn, id]);
    expect(turns.sort()).toEqual([
      [1, 'urgent'],
      [2, 'old'],
      [3, 'young'],
    ]);
    await eventually(() => expect(desk.told('old')).toEqual(['queued', 'decided']));
  });

  it('decides once for a ticket that is told twice', async () => {
    await desk.person('ana');
    await desk.open('t1');
    await desk.open('t1');
    await desk.assigned('t1');
    await desk.open('t1');
    await desk.open('t2');
    expect((await desk.assigned('t2')).decisions.at(-1)!.turn).toBe(2);
    await desk.quiet();
    expect((await desk.assigned('t1')).decisions).toHaveLength(1);
    await eventually(() => expect(desk.told('t2')).toEqual(['decided']));
    expect(desk.told('t1')).toEqual(['decided']);
  });

  it('puts an event aside that is none', async () => {
    await desk.open('t1', { priority: 'whenever' as 'low' });
    await eventually(async () => expect(await desk.deadLetters()).toBe(1));
    expect(await desk.assignments.countDocuments()).toBe(0);
  });

  it('works on when the store was away', async () => {
    await desk.person('ana');
    await desk.store.kill9();
    await desk.open('t1');
    await desk.store.restart();
    expect((await desk.assigned('t1')).personId).toBe('ana');
    await eventually(() => expect(desk.told('t1')).toEqual(['decided']));
    expect(await desk.deadLetters()).toBe(0);
  });

  it('carries out the turn that a process which died had given', async () => {
    await desk.person('ana');
    await desk.person('ben');
    await desk.stopServices();
    await desk.open('t1');
    await desk.desk.updateOne({ _id: 'desk' }, { $set: reserving('ben', 'ana'), $inc: { version: 1 } });
    await desk.assignments.insertOne(waitingTicket('t1') as never);
    await desk.start();
    const { personId, decisions } = await desk.assigned('t1');
    expect([personId, decisions.map(({ turn, reason }) => [turn, reason])]).toEqual(['ben', [[1, 'as reserved']]]);
    await desk.open('t2');
    expect((await desk.assigned('t2')).personId).toBe('ana');
  });

  it('makes up for a turn whose ticket was given away by hand before it was carried out', async () => {
    await desk.person('ana');
    await desk.person('ben');
    await desk.person('cleo');
    await desk.stopServices();
    await desk.assignments.insertOne({
      ...waitingTicket('t1'),
      state: 'assigned',
      personId: 'cleo',
      version: 1,
    } as never);
    await desk.desk.updateOne({ _id: 'desk' }, { $set: reserving('ana'), $inc: { version: 1 } });
    await desk.start();
    for (const [id, person] of [
      ['t2', 'ana'],
      ['t3', 'ben'],
      ['t4', 'cleo'],
    ] as const) {
      await desk.open(id);
      expect((await desk.assigned(id)).personId).toBe(person);
    }
    await desk.ask(assignTicket, { ticketId: 't1', personId: 'ben' });
    await desk.open('t5');
    expect((await desk.assigned('t5')).personId).toBe('ana');
  });

  /** What a process left that had decided and died: turn 1 was given, and perhaps one before it. */
  const reserving = (personId: string, before?: string) => {
    const members = [personId, ...(before ? [before] : [])].map((id) => ({
      id,
      pass: 2_520,
      last: id === before ? 0 : 1,
      here: true,
    }));
    const placement = {
      ticketId: 't1',
      queueId: 'default',
      personId,
      turn: 1,
      mode: 'round-robin',
      points: 4,
    } as const;
    const words = { reason: 'as reserved', excluded: [], candidates: [], inRound: true } as const;
    return {
      turn: 1,
      rounds: [{ queueId: 'default', lastServed: personId, time: 0, members }],
      reservations: [{ ...placement, ...words, excluded: [], candidates: [] }],
    };
  };

  const waitingTicket = (id: string) => ({
    _id: id,
    version: 0,
    state: 'waiting',
    queueId: 'default',
    number: 'DB-1',
    subject: 'No light',
    about: { type: 'fault', priority: 'medium', channel: 'web', customerId: 'c1', tier: 'standard', tags: [] },
    rank: 2,
    dueAt: new Date('9999-01-01'),
    waitingSince: new Date(),
    reportedAt: new Date(),
    excluded: [],
    skills: [],
    collaborators: [],
    decisions: [],
    seen: { priority: 1, status: 1, clock: 0 },
    unannounced: true,
  });
});
