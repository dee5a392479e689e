import { clockBreached, ticketReplied, ticketStatusChanged, ticketUpdated, type DataOf } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { reportedAt, startAnalytics, type Harness } from './harness.js';

const minute = 60_000;

describe('the overview', () => {
  let desk: Harness;
  beforeEach(async () => {
    desk = await startAnalytics();
  });
  afterEach(() => desk.stop());

  const reply = { length: 5, number: 'DB-1', customerId: 'customer-1', channel: 'web' } as const;
  const breach = (ticketId: string): DataOf<typeof clockBreached> => ({
    ticketId,
    clocks: [],
    target: 'first-response',
    cycle: 1,
    wasDueAt: new Date(reportedAt).toISOString(),
    lateMs: 3,
  });
  /** In the order in which they happened. */
  const life = (id: string): (() => Promise<void>)[] => [
    () => desk.open(id),
    () => desk.tell(ticketUpdated, id, 2, { changes: { priority: { from: 'medium', to: 'high' } } }, minute),
    () => desk.tell(ticketReplied, id, 3, reply, 10 * minute),
    () => desk.tell(ticketStatusChanged, id, 4, { from: 'in-progress', to: 'resolved' }, 20 * minute),
    () => desk.tell(ticketStatusChanged, id, 5, { from: 'resolved', to: 'closed' }, 30 * minute),
    () => desk.tell(clockBreached, id, 2, breach(id), minute),
  ];
  const settled = (): Promise<unknown> => eventually(async () => expect(await desk.backlog()).toBe(0));
  const durations = (count: number, value: number) => ({
    count,
    mean: value,
    p50: value,
    p90: value,
    p95: value,
    p99: value,
  });
  const oneClosed = {
    tickets: 1,
    byStatus: { new: 0, 'pending-assignment': 0, 'in-progress': 0, 'awaiting-confirmation': 0, resolved: 0, closed: 1 },
    byType: { fault: 1, inquiry: 0, complaint: 0, 'feature-request': 0, refund: 0, 'after-sales': 0 },
    byPriority: { urgent: 0, high: 1, medium: 0, low: 0, planned: 0 },
    breached: 1,
    firstResponse: durations(1, 10 * minute),
    resolution: durations(1, 20 * minute),
  };

  it('is empty when nothing happened', async () => {
    expect(await desk.overview()).toMatchObject({ tickets: 0, breached: 0, firstResponse: { count: 0 } });
  });

  it('is the same when every event comes twice and in the wrong order', async () => {
    for (const happen of life('t1').reverse()) await happen();
    for (const happen of life('t1')) await happen();
    await settled();
    await eventually(async () => expect(await desk.overview()).toEqual(oneClosed));
    expect(await desk.facts.countDocuments()).toBe(1);
  });

  it('is the same for a process that starts anew, and for periods', async () => {
    await Promise.all(life('t1').map((happen) => happen()));
    await desk.open('t2', { reportedAt: new Date(reportedAt + minute).toISOString() });
    await settled();
    await desk.stopServices();
    await desk.start();
    await eventually(async () => expect((await desk.overview()).tickets).toBe(2));
    const until = new Date(reportedAt + minute).toISOString();
    expect(await desk.overview({ until })).toEqual(oneClosed);
    expect(await desk.overview({ since: until })).toMatchObject({ tickets: 1, byStatus: { new: 1 } });
    expect(await desk.wallboard(until)).toMatchObject({ open: 1, unassigned: 1, byPriority: { medium: 1 } });
  });

  it('loses and doubles nothing when two replicas take the same tickets in', async () => {
    await desk.start();
    const ids = Array.from({ length: 20 }, (_, index) => `t${index}`);
    await Promise.all(ids.flatMap((id) => [...life(id), ...life(id)].map((happen) => happen())));
    await settled();
    for (let look = 0; look < 4; look++) {
      const expected = { tickets: 20, breached: 20, byStatus: { closed: 20 }, byPriority: { high: 20 } };
      await eventually(async () => expect(await desk.overview()).toMatchObject(expected));
    }
  });

  it('takes in after an outage of the store what happened meanwhile', async () => {
    await desk.store.kill9();
    await desk.open('t1');
    await desk.store.restart();
    await eventually(async () => expect((await desk.overview()).tickets).toBe(1), { timeout: 20_000 });
    expect(await desk.deadLetters()).toBe(0);
  });

  it('puts an event aside that is none, and refuses a period that is none', async () => {
    await desk.open('t1', { priority: 'soon' as 'low' });
    await eventually(async () => expect(await desk.deadLetters()).toBe(1));
    await expect(desk.overview({ since: 'yesterday' })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/since' })]),
    });
  });
});
