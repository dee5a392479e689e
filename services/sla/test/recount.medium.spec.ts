import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  changePolicy,
  createPolicy,
  getClock,
  getPolicy,
  getRecount,
  getTicket,
  listRecounts,
  startRecount,
  ticketStatusChanged,
  type RecountView,
  type StartRecount,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { hour, monday, startHarness, type Harness } from './harness.js';
import { actor, open } from './tickets.js';

let h: Harness;
const ids = Array.from({ length: 230 }, (_, index) => `t-${String(index).padStart(3, '0')}`);
beforeAll(async () => {
  h = await startHarness();
  await Promise.all([...ids, 'resolved'].map((id) => open(h, id)));
  await h.publish(ticketStatusChanged, 'resolved', 2, { from: 'in-progress', to: 'resolved' });
  await eventually(async () => expect(await h.backlog()).toBe(0));
}, 60_000);
afterAll(() => h?.stop());

const recount = async (asked: StartRecount): Promise<RecountView> => {
  const { id } = await h.bus.ask(startRecount, asked, { actor });
  return done(id);
};
const done = (recountId: string): Promise<RecountView> =>
  eventually(async () => {
    const view = await h.bus.ask(getRecount, { recountId }, { actor });
    expect(view.state).toBe('done');
    return view;
  });
const dueOf = async (ticketId: string) => (await h.bus.ask(getClock, { ticketId }, { actor })).clocks[0]!.dueAt;
const setBudget = async (hours: number): Promise<void> => {
  const { version, budgets } = await h.bus.ask(getPolicy, { policyId: 'default' }, { actor });
  const changed = budgets.map((one) => ({
    ...one,
    ...(one.target === 'first-response' && { budgetMs: hours * hour }),
  }));
  await h.bus.ask(changePolicy, { policyId: 'default', seenVersion: version, budgets: changed }, { actor });
};
const at = (hours: number): string => new Date(monday + hours * hour).toISOString();

it('nothing changes where the rules are the same', async () => {
  expect(await recount({})).toMatchObject({ seen: ids.length, changed: 0, failed: 0, changes: [], startedBy: actor });
});

it('a dry run says what would change, and changes nothing', async () => {
  await setBudget(3);
  const view = await recount({ dryRun: true });
  expect(view).toMatchObject({ dryRun: true, seen: ids.length, changed: ids.length, breaches: 0 });
  expect(view.changes).toHaveLength(100);
  expect(view.changes[0]).toMatchObject({ ticketId: ids[0], dueBefore: at(2), dueAfter: at(3) });
  expect(await dueOf(ids[0]!)).toBe(at(2));
});

it('a recount that was left in the middle is ended by whoever finds it', async () => {
  const { id, edition } = await h.bus.ask(startRecount, { dryRun: true }, { actor });
  await done(id);
  const left = {
    state: 'running',
    dryRun: false,
    edition,
    startedBy: actor,
    startedAt: new Date(monday),
    owner: 'gone',
  };
  const counts = { cursor: ids[99], seen: 100, changed: 100, breaches: 0, failed: 0, changes: [] };
  await h.collection('recounts').insertOne({ _id: 'left', ...left, until: new Date(monday + 1_000), ...counts });
  h.time.moveTo(monday + 10_000);
  expect(await done('left')).toMatchObject({ seen: ids.length, changed: ids.length });
  expect(await dueOf(ids[100]!)).toBe(at(3));
  expect(await dueOf(ids[0]!)).toBe(at(2));
});

it('a recount changes those that are not counted so yet, and breaches what is late by it', async () => {
  await setBudget(0);
  h.time.moveTo(monday + 20_000);
  const view = await recount({});
  expect(view).toMatchObject({ changed: ids.length, breaches: ids.length });
  await eventually(() =>
    expect(h.told(ids[7]!).slice(-3)).toEqual(['changed', 'breached first-response', 'escalated first-response']),
  );
  expect((await h.bus.ask(listRecounts, {}, { actor })).items[0]).toMatchObject({ id: view.id });
});

it('tickets whose queue was not kept get it from their owner', async () => {
  const { asked } = h.stand(getTicket, { queueId: 'night' });
  const conditions = { queues: ['night'] };
  await h.bus.ask(createPolicy, { id: 'night', name: 'Night', conditions }, { actor });
  const view = await recount({ policyId: 'default' });
  expect(view.changes[0]).toMatchObject({ policyBefore: 'default', policyAfter: 'night' });
  expect(asked).toHaveLength(ids.length);
  expect(await h.bus.ask(getClock, { ticketId: ids[5]! }, { actor })).toMatchObject({ policyId: 'night' });
});

it('a recount that is not there is a problem', async () => {
  await expect(h.bus.ask(getRecount, { recountId: 'x' }, { actor })).rejects.toMatchObject({ code: 'not-found' });
});
