import {
  acceptTicket,
  assignTicket,
  claimTicket,
  getAssignment,
  getBoard,
  getWeightsReport,
  handOver,
  rebalance,
  returnTicket,
  savePerson,
  saveQueue,
  saveRoutingRules,
  saveTeam,
  clockStarted,
  setPresence,
  takeNext,
  ticketStatusChanged,
  type RoutingRule,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startAssignment, type Harness } from './harness.js';

describe('teams and their queues', () => {
  let desk: Harness;
  const byTag = (queueId: string): RoutingRule => ({
    id: queueId,
    name: `To ${queueId}`,
    conditions: [{ field: 'tags', is: 'one-of', values: [queueId] }],
    queueId,
  });
  beforeAll(async () => {
    desk = await startAssignment();
    for (const id of ['pick', 'level', 'experts', 'triage', 'shifts', 'own', 'lines']) {
      await desk.ask(saveTeam, { id, name: id, leadId: 'lead' });
    }
    const queue = (id: string, mode: 'queue' | 'least-loaded' | 'smart' | 'round-robin', more = {}) =>
      desk.ask(saveQueue, { id, name: id, teamId: id, mode, presenceRule: 'declared', ...more });
    await queue('pick', 'queue', { pickUpMinutes: 10 });
    await queue('level', 'least-loaded', { pickUpMinutes: 10 });
    await queue('triage', 'queue');
    await queue('own', 'round-robin');
    await queue('experts', 'smart', { triageQueueId: 'triage' });
    await desk.ask(saveRoutingRules, { rules: ['pick', 'level', 'experts', 'own'].map(byTag) });
  });
  afterAll(() => desk.stop());

  it('a ticket that waits is taken by the first of two, the other one is told who has it', async () => {
    for (const id of ['ana', 'ben']) await desk.person(id, 'available', 'agent', { teams: ['pick'] });
    await desk.open('p1', { tags: ['pick'] });
    await desk.waiting('p1');
    const claims = ['ana', 'ben'].map((personId) => desk.ask(claimTicket, { ticketId: 'p1', personId }));
    const outcomes = await Promise.allSettled(claims);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'not-assignable' } });
  });

  it('take next gives the next ones in order of priority, due instant and age, as long as there is room', async () => {
    await desk.ask(savePerson, { id: 'ben', capacity: 12, teams: ['pick'] });
    const at = (minute: number): string => `2026-01-05T08:0${minute}:00.000Z`;
    await desk.open('old', { tags: ['pick'], reportedAt: at(1) });
    await desk.open('due', { tags: ['pick'], reportedAt: at(2) });
    await desk.open('urgent', { tags: ['pick'], reportedAt: at(3), priority: 'urgent' });
    for (const id of ['old', 'due', 'urgent']) await desk.waiting(id);
    await desk.tell(clockStarted, 'due', 1, { ticketId: 'due', clocks: [], dueAt: at(9), policyId: 'default' });
    await eventually(async () => expect((await desk.waiting('due')).seen.clock).toBe(1));
    const next = async (): Promise<string> => (await desk.ask(takeNext, { personId: 'ben' })).ticketId;
    await desk.ask(assignTicket, { ticketId: 'p1', personId: 'ana' });
    expect([await next(), await next()]).toEqual(['urgent', 'due']);
    await expect(next()).rejects.toMatchObject({ code: 'not-assignable', detail: 'has no room: 12 of 12 points' });
    const two = await Promise.allSettled([0, 1].map(() => desk.ask(takeNext, { personId: 'ana' })));
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    ['age', ['first', 'second', 'third']],
    ['due', ['second', 'third', 'first']],
    [undefined, ['third', 'second', 'first']],
  ] as const)('a queue in the order of %s gives its tickets so', async (order, expected) => {
    const id = `by-${order ?? 'priority'}`;
    await desk.ask(saveQueue, { id, name: id, teamId: 'lines', mode: 'queue', presenceRule: 'declared', order });
    await desk.ask(saveRoutingRules, { rules: ['pick', 'level', 'experts', 'own', id].map(byTag) });
    const of = (name: string): string => `${id}-${name}`;
    const opened = (name: string, reportedAt: string, priority: 'urgent' | 'medium' = 'medium') =>
      desk.open(of(name), { tags: [id], reportedAt, priority });
    await opened('first', '2026-01-05T08:01:00.000Z');
    await opened('second', '2026-01-05T08:02:00.000Z');
    await opened('third', '2026-01-05T08:03:00.000Z', 'urgent');
    for (const name of ['first', 'second', 'third']) await desk.waiting(of(name));
    const due = (name: string, dueAt: string) =>
      desk.tell(clockStarted, of(name), 1, { ticketId: of(name), clocks: [], dueAt, policyId: 'default' });
    await due('second', '2026-01-05T09:00:00.000Z');
    await due('third', '2026-01-05T10:00:00.000Z');
    for (const name of ['second', 'third']) {
      await eventually(async () => expect((await desk.waiting(of(name))).seen.clock).toBe(1));
    }
    await desk.person(`${id}-eva`, 'available', 'agent', { teams: ['lines'], capacity: 50 });
    const next = async () => (await desk.ask(takeNext, { personId: `${id}-eva`, queueId: id })).ticketId;
    expect([await next(), await next(), await next()]).toEqual(expected.map(of));
  });

  it('capacity holds, is free again when the customer is asked, and the queue is drained at once', async () => {
    await desk.person('cleo', 'available', 'agent', { teams: ['level'], capacity: 8 });
    for (const id of ['l1', 'l2', 'l3']) await desk.open(id, { tags: ['level'] });
    await eventually(async () => expect(await desk.assignments.countDocuments({ personId: 'cleo' })).toBe(2));
    const left = await eventually(
      async () => (await desk.assignments.findOne({ queueId: 'level', state: 'waiting' })) ?? false,
    );
    const waited = await desk.waiting(left._id);
    expect(waited.decisions.at(-1)!.excluded).toEqual([{ personId: 'cleo', why: 'has no room: 8 of 8 points' }]);
    for (const id of ['l1', 'l2', 'l3'].filter((one) => one !== left._id)) {
      await desk.tell(ticketStatusChanged, id, 3, { from: 'in-progress', to: 'awaiting-confirmation' });
    }
    expect((await desk.assigned(left._id)).personId).toBe('cleo');
  });

  it('a ticket by hand goes beyond capacity, and says so', async () => {
    await desk.open('l4', { tags: ['level'], priority: 'urgent' });
    await desk.waiting('l4');
    expect(await desk.ask(assignTicket, { ticketId: 'l4', personId: 'cleo' })).toMatchObject({ overCapacity: true });
    const { people } = await desk.ask(getBoard, { teamId: 'level' });
    expect(people).toMatchObject([{ personId: 'cleo', overCapacity: true, capacity: 8, openTickets: 4 }]);
  });

  it('what is not picked up goes to the next one, what is accepted stays', async () => {
    await desk.person('dan', 'available', 'agent', { teams: ['level'], capacity: 0 });
    await desk.open('l5', { tags: ['level'] });
    expect(await desk.assigned('l5')).toMatchObject({ personId: 'dan', markAt: expect.any(Date) });
    const past = { $set: { markAt: new Date(0) } };
    await desk.assignments.updateOne({ _id: 'l5' }, past);
    await desk.person('eve', 'available', 'agent', { teams: ['level'] });
    await eventually(async () => expect((await desk.assigned('l5')).personId).toBe('eve'));
    expect((await desk.assigned('l5')).decisions.at(-2)!.reason).toBe('Not picked up within 10 minutes');
    const view = await desk.ask(acceptTicket, { ticketId: 'l5' });
    expect([view.personId, view.pickUpBy]).toEqual(['eve', undefined]);
  }, 40_000);

  it('the lead is told once of what nobody takes', async () => {
    await desk.open('p9', { tags: ['pick'] });
    await desk.waiting('p9');
    await desk.assignments.updateOne({ _id: 'p9' }, { $set: { markAt: new Date(0) } });
    await eventually(() => expect(desk.told('p9')).toEqual(['queued', 'unclaimed']));
    expect(desk.heard.find(({ subject }) => subject === 'evt.assignment.unclaimed.v1')!.data).toMatchObject({
      ticketId: 'p9',
      leadId: 'lead',
      queueId: 'pick',
    });
  }, 40_000);

  it('a reopened ticket goes to who had it if they are there, else into the queue', async () => {
    const end = { from: 'in-progress', to: 'resolved' } as const;
    const again = { from: 'resolved', to: 'in-progress' } as const;
    await desk.tell(ticketStatusChanged, 'l5', 5, end);
    await desk.tell(ticketStatusChanged, 'l5', 6, again);
    await eventually(async () => {
      expect((await desk.assigned('l5')).decisions.at(-1)!.reason).toBe('Reopened: back to EVE');
    });
    await desk.tell(ticketStatusChanged, 'l5', 7, end);
    await eventually(async () => expect((await desk.assignments.findOne({ _id: 'l5' }))!.state).toBe('done'));
    for (const personId of ['dan', 'eve']) await desk.ask(setPresence, { personId, presence: 'offline' });
    await desk.tell(ticketStatusChanged, 'l5', 8, again);
    await eventually(async () => {
      const { state, decisions } = await desk.ask(getAssignment, { ticketId: 'l5' });
      expect([state, decisions.at(-1)!.excluded.map(({ why }) => why)]).toEqual([
        'waiting',
        ['has no room: 14 of 8 points', 'is offline', 'is offline'],
      ]);
    });
  });

  it('a close call goes to triage with three proposals; what a person chooses is learnt from', async () => {
    for (const id of ['x1', 'x2', 'x3', 'x4']) await desk.person(id, 'available', 'agent', { teams: ['experts'] });
    await desk.open('s1', { tags: ['experts'] });
    expect(await desk.waiting('s1')).toMatchObject({ queueId: 'triage', triaged: true });
    const { decisions } = await desk.ask(getAssignment, { ticketId: 's1' });
    expect(decisions[0]!.candidates!.map(({ personId }) => personId)).toEqual(['x1', 'x2', 'x3']);
    await desk.ask(assignTicket, { ticketId: 's1', personId: 'x2' });
    expect(await desk.ask(getWeightsReport, {})).toMatchObject({ choices: 1, first: 0, proposed: 1 });
  });

  it('a ticket does not go to who reported it, and who takes the next one is not given it', async () => {
    for (const id of ['pia', 'ron']) await desk.person(id, 'available', 'agent', { teams: ['own'] });
    await desk.open('own1', { tags: ['own'], requesterId: 'pia' });
    expect(await desk.assigned('own1')).toMatchObject({
      personId: 'ron',
      decisions: [{ excluded: [{ personId: 'pia', why: 'reported this ticket' }] }],
    });
    await desk.ask(setPresence, { personId: 'ron', presence: 'away' });
    await desk.open('own2', { tags: ['own'], requesterId: 'pia' });
    await desk.waiting('own2');
    await expect(desk.ask(takeNext, { personId: 'pia' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a lead levels a queue, first on trial, and hands over what somebody has', async () => {
    await desk.ask(saveQueue, {
      id: 'shifts',
      name: 'shifts',
      teamId: 'shifts',
      mode: 'queue',
      presenceRule: 'anyone',
    });
    for (const id of ['kim', 'lou']) await desk.person(id, 'available', 'agent', { teams: ['shifts'] });
    await desk.ask(saveRoutingRules, { rules: [byTag('shifts')] });
    await eventually(async () => {
      const id = `k${Date.now()}`;
      await desk.open(id, { tags: ['shifts'] });
      const { queueId } = await eventually(async () => (await desk.assignments.findOne({ _id: id })) ?? false);
      expect(queueId).toBe('shifts');
    });
    for (const id of ['k1', 'k2', 'k3', 'k4']) await desk.open(id, { tags: ['shifts'] });
    for (const ticketId of ['k1', 'k2', 'k3', 'k4']) {
      await desk.waiting(ticketId);
      await desk.ask(assignTicket, { ticketId, personId: 'kim' });
    }
    const trial = await desk.ask(rebalance, { queueId: 'shifts', dryRun: true });
    expect(trial.moves.map(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId])).toEqual([
      ['kim', 'lou'],
      ['kim', 'lou'],
    ]);
    await desk.ask(rebalance, { queueId: 'shifts' });
    const open = (personId: string) => desk.assignments.countDocuments({ personId, state: 'assigned' });
    await eventually(async () => expect([await open('kim'), await open('lou')]).toEqual([2, 2]));
    await desk.ask(handOver, { personId: 'lou', toPersonId: 'kim', reason: 'LOU is out of office' });
    await eventually(async () => expect([await open('kim'), await open('lou')]).toEqual([4, 0]));
    await desk.ask(returnTicket, { ticketId: 'k1', reason: 'not mine' });
    expect((await desk.ask(getBoard, { teamId: 'shifts' })).stuck.map(({ ticketId }) => ticketId)).toContain('k1');
  });
});
