import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  getClock,
  listPolicies,
  republishEvents,
  ticketAssignmentRecorded,
  ticketOpened,
  ticketReplied,
  ticketStatusChanged,
  ticketUpdated,
  clockBreached,
  type ClockView,
  type Event,
  type TargetBreached,
  type TicketOpened,
  type Priority,
  type Status,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { Time } from '@deskbeat/service';
import { hour, monday, startHarness, type Harness } from './harness.js';

const actor = { kind: 'person', id: 'test' } as const;
let h: Harness;
let ticketId: string;
let count = 0;

beforeAll(async () => {
  h = await startHarness();
}, 60_000);
afterAll(() => h?.stop());
beforeEach(() => {
  ticketId = `t-${++count}`;
});

const report: TicketOpened = {
  number: 'DB-1',
  subject: 'No light',
  type: 'fault',
  priority: 'urgent',
  channel: 'web',
  customerId: 'c-1',
  tier: 'standard',
  tags: [],
  reportedAt: new Date(monday).toISOString(),
};
const open = (priority: Priority = 'urgent', id = ticketId, reportedAt = h.time.now()): Promise<void> =>
  h.publish(ticketOpened, id, 1, { ...report, priority, reportedAt: new Date(reportedAt).toISOString() });
const move = (version: number, from: Status, to: Status): Promise<void> =>
  h.publish(ticketStatusChanged, ticketId, version, { from, to });
const reply = (version: number): Promise<void> =>
  h.publish(ticketReplied, ticketId, version, { length: 5, number: 'DB-1', customerId: 'c-1', channel: 'web' });
const clock = (id = ticketId): Promise<ClockView> => h.bus.ask(getClock, { ticketId: id }, { actor });
const states = async (): Promise<string[]> => (await clock()).clocks.map(({ state }) => state);
const eventuallyTold = (...expected: string[]) => eventually(() => expect(h.told(ticketId)).toEqual(expected));
const settled = () => eventually(async () => expect(await h.backlog()).toBe(0));

it('an opened ticket has running clocks, and says so', async () => {
  await open();
  await eventuallyTold('started');
  expect(await clock()).toEqual({
    ticketId,
    version: 1,
    policyId: 'default',
    priority: 'urgent',
    clocks: [
      {
        target: 'first-response',
        cycle: 1,
        state: 'running',
        startedAt: '2026-01-05T08:00:00.000Z',
        dueAt: '2026-01-05T10:00:00.000Z',
      },
      {
        target: 'resolution',
        cycle: 1,
        state: 'running',
        startedAt: '2026-01-05T08:00:00.000Z',
        dueAt: '2026-01-06T08:00:00.000Z',
      },
    ],
    nextMarkAt: '2026-01-05T09:30:00.000Z',
  });
});

it('the same events twice change nothing', async () => {
  await open();
  await open();
  await reply(2);
  await reply(2);
  await reply(3);
  await settled();
  await eventuallyTold('started', 'met first-response');
  expect((await clock()).version).toBe(2);
});

it('what does not move time costs nothing', async () => {
  await open();
  const record = { queueId: 'default', mode: 'round-robin', reason: 'turn', assigneeId: 'agent-1' };
  await h.publish(ticketAssignmentRecorded, ticketId, 2, record);
  await move(3, 'new', 'in-progress');
  await settled();
  expect((await clock()).version).toBe(1);
});

it('awaiting the customer pauses, their answer resumes, the resolution meets', async () => {
  await open();
  await move(2, 'in-progress', 'awaiting-confirmation');
  await eventuallyTold('started', 'paused');
  expect(await states()).toEqual(['paused', 'paused']);
  await move(3, 'awaiting-confirmation', 'in-progress');
  await move(4, 'in-progress', 'resolved');
  await eventuallyTold('started', 'paused', 'resumed', 'met resolution');
  expect(await states()).toEqual(['paused', 'met']);
});

it('a change of priority recounts', async () => {
  await open('low');
  await h.publish(ticketUpdated, ticketId, 2, { changes: { priority: { from: 'low', to: 'urgent' } } });
  await eventuallyTold('started', 'changed');
  expect((await clock()).clocks[0]!.dueAt).toBe('2026-01-05T10:00:00.000Z');
});

it('a planned ticket is due at its date, until the date is taken back', async () => {
  const plannedFor = '2026-01-07T20:30:00.000Z';
  const data = {
    ...report,
    priority: 'planned' as const,
    reportedAt: new Date(h.time.now()).toISOString(),
    plannedFor,
  };
  await h.publish(ticketOpened, ticketId, 1, data);
  await eventuallyTold('started');
  expect((await clock()).clocks[1]!.dueAt).toBe(plannedFor);
  await h.publish(ticketUpdated, ticketId, 2, { changes: { plannedFor: { from: plannedFor, to: null } } });
  await h.publish(ticketUpdated, ticketId, 3, { changes: { region: { from: null, to: 'north' } } });
  await settled();
  expect(Date.parse((await clock()).clocks[1]!.dueAt!)).toBeGreaterThan(monday + 90 * 24 * hour);
});

it('an event that comes before its ticket is opened waits for it', async () => {
  await reply(2);
  await open();
  await eventuallyTold('started', 'met first-response');
  expect(await h.deadLetters()).toBe(0);
});

it('a bad event goes to the dead letter', async () => {
  await h.publish(ticketStatusChanged, ticketId, 2, { from: 'new', to: 'gone' } as never);
  await eventually(async () => expect(await h.deadLetters()).toBe(1));
});

it('a bad request is a problem with a pointer, an unknown ticket is not found', async () => {
  await expect(clock('a b')).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [{ pointer: '/ticketId' }],
  });
  await expect(clock('nobody')).rejects.toMatchObject({ code: 'not-found' });
});

it('the default policy can be read', async () => {
  const { items } = await h.bus.ask(listPolicies, {}, { actor });
  expect(items).toMatchObject([{ id: 'default', isDefault: true }]);
  expect(items[0]!.budgets).toHaveLength(20);
  expect(items[0]!.budgets).toContainEqual({
    priority: 'high',
    target: 'resolution',
    budgetMs: 48 * hour,
    calendarId: 'business-hours',
  });
});

it('marks fire at their instants, in order, each once, with two replicas at work', async () => {
  const second = await h.startSla();
  const ids = Array.from({ length: 30 }, (_, index) => `${ticketId}-${index}`);
  await Promise.all(ids.map((id) => open('urgent', id)));
  await settled();
  h.time.moveTo(monday + 1.5 * hour);
  await eventually(() => {
    for (const id of ids) expect(h.told(id)).toEqual(['started', 'reminder-due first-response']);
  });
  h.time.moveTo(monday + 2 * hour + 7);
  const expected = ['started', 'reminder-due first-response', 'breached first-response', 'escalated first-response'];
  await eventually(() => {
    for (const id of ids) expect(h.told(id)).toEqual(expected);
  });
  const breach = h.heard.find(({ aggregateId, version }) => aggregateId === ids[0] && version === 3)!;
  expect(breach.data).toMatchObject({ wasDueAt: '2026-01-05T10:00:00.000Z', lateMs: 7, cycle: 1 });
  await second.close();
});

it('an answer after the due instant is a breach, and stays one', async () => {
  await open('urgent', ticketId, h.time.now() - 3 * hour);
  await reply(2);
  await eventuallyTold('started', 'breached first-response', 'escalated first-response', 'changed');
  expect((await clock()).clocks[0]).toMatchObject({ state: 'breached', stoppedAt: expect.any(String) });
});

it('the journal is published again on request', async () => {
  await open();
  await eventuallyTold('started');
  h.heard.length = 0;
  const since = new Date(h.time.now()).toISOString();
  await eventually(async () => {
    await h.bus.ask(republishEvents.sla, { since }, { actor });
    expect(h.told(ticketId)).toContain('started');
  });
});

it('what falls due while the service is away is said at once when it is back', async () => {
  const away = await startHarness();
  try {
    await away.publish(ticketOpened, 'left', 1, report);
    await eventually(() => expect(away.told('left')).toEqual(['started']));
    await away.stopSla();
    away.time.moveTo(monday + 25 * hour);
    await away.startSla();
    await eventually(() =>
      expect(away.told('left')).toEqual([
        'started',
        'breached first-response',
        'escalated first-response',
        'breached resolution',
        'escalated resolution',
      ]),
    );
  } finally {
    await away.stop();
  }
}, 60_000);

it('in real time a breach is said soon after its instant, and not before it', async () => {
  const real = await startHarness(new Time());
  try {
    const reportedAt = new Date(Date.now() - 2 * hour + 2_000).toISOString();
    await real.publish(ticketOpened, 'soon', 1, { ...report, reportedAt });
    const breach = await eventually(() => real.heard.find(({ subject }) => subject === clockBreached.subject) ?? false);
    expect((breach as Event<TargetBreached>).data.lateMs).toBeGreaterThanOrEqual(0);
    expect(real.told('soon')).toContain('started');
  } finally {
    await real.stop();
  }
}, 60_000);

it('a store that is down delays a clock, and loses none', async () => {
  await h.store.kill9();
  await open();
  await h.store.restart();
  await eventually(() => expect(h.told(ticketId)).toEqual(['started']), { timeout: 20_000 });
}, 40_000);
